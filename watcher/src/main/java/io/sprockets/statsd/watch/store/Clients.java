package io.sprockets.statsd.watch.store;

import io.sprockets.statsd.testing.ConnectionEvent;
import io.sprockets.statsd.testing.net.Peer;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Open connections, the {@value #MOST_ENDED} that ended last, and the {@value #MOST_SENDERS} addresses that sent
 * datagrams last. Belongs to the server's thread.
 */
final class Clients {
    private static final int MOST_ENDED = 50;
    private static final int MOST_SENDERS = 200;

    private final Map<Long, Client> connections = new LinkedHashMap<>();
    private final Deque<ClientView> ended = new ArrayDeque<>();
    private final Map<SocketAddress, Client> senders = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SocketAddress, Client> eldest) {
            return size() > MOST_SENDERS;
        }
    };

    void connection(ConnectionEvent event, String peer, long millis) {
        String transport = event.transport().name().toLowerCase(Locale.ROOT);
        switch (event.kind()) {
            case OPENED -> connections.put(event.connection(), new Client(event.connection(), transport, peer, millis));
            case REFUSED -> end(new Client(event.connection(), transport, peer, millis).view("refused: too many"));
            case CLOSED -> end(event, event.byClient() ? "closed" : "closed here");
            case RESET -> end(event, "reset");
            case HALF_CLOSED -> {} // only tests do that
        }
    }

    private void end(ConnectionEvent event, String how) {
        Client client = connections.remove(event.connection());
        if (client != null) {
            end(client.view(how));
        }
    }

    private void end(ClientView view) {
        if (ended.size() == MOST_ENDED) {
            ended.removeLast();
        }
        ended.addFirst(view);
    }

    /** An open connection. */
    Client connected(long number) {
        Client client = connections.get(number);
        if (client == null) {
            throw new IllegalStateException("connection " + number + " is not open");
        }
        return client;
    }

    /** The sender of datagrams from an address. */
    Client sender(SocketAddress address, long millis) {
        Client known = senders.get(address);
        if (known == null) {
            known = new Client(0, "udp", Peer.name(address), millis);
            senders.put(address, known);
        }
        return known;
    }

    /** Where lines come from that come by no socket. */
    Client local(String name) {
        return new Client(0, "file", name, 0);
    }

    void endSecond() {
        connections.values().forEach(Client::endSecond);
        senders.values().forEach(Client::endSecond);
    }

    int open() {
        return connections.size();
    }

    /** Open connections, senders, and ended connections, the last of these first. */
    List<ClientView> views() {
        List<ClientView> views = new ArrayList<>();
        connections.values().forEach(client -> views.add(client.view("open")));
        senders.values().forEach(client -> views.add(client.view("")));
        views.addAll(ended);
        return views;
    }
}
