package io.sprockets.statsd.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A name that is looked up whenever it is asked for, or an address, which needs no lookup. One thread uses it. */
final class Host {
    /** Begins a lookup. */
    interface Searcher {
        Search start(String name);
    }

    private static final String V4 = "(?:(?:0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])(?:\\.(?!$)|$)){4}";
    private static final String V6 = "[\\[:0-9a-fA-F].*:.*";

    /** What the JDK parses or refuses; with anything else it would ask the network. */
    private static final Pattern ADDRESS = Pattern.compile(V4 + '|' + V6);

    private final String name;
    private final int port;
    private final Searcher searcher;
    private @Nullable Search search;
    private long asked; // when the search was asked for first

    Host(String name, int port, Searcher searcher) {
        this.name = name;
        this.port = port;
        this.searcher = searcher;
    }

    /** Asks anew. A search that still runs cannot be stopped, and what it will find is as good. */
    void ask(long now) throws UnknownHostException {
        asked = now;
        if (!isAddress() && (search == null || search.isDone())) {
            search = null;
            search = start();
        }
    }

    /** The answer: at least one address, or null while they are looked up. */
    @Nullable
    List<InetSocketAddress> answer(long now) throws UnknownHostException {
        if (isAddress()) {
            return at(Lookup.SYSTEM.addresses(name));
        }
        if (search == null) {
            throw new IllegalStateException("not asked");
        }
        if (search.isDone()) {
            return at(search.result());
        }
        if (now - asked >= Transport.LOOKUP_PATIENCE) {
            throw new UnknownHostException(name + ": no answer yet");
        }
        return null;
    }

    private Search start() throws UnknownHostException {
        try {
            return searcher.start(name);
        } catch (OutOfMemoryError e) { // so does the JVM say that the system has no more threads, which may pass
            throw Search.unknown(name, e);
        }
    }

    private List<InetSocketAddress> at(List<InetAddress> addresses) {
        return addresses.stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    private boolean isAddress() {
        return isAddress(name);
    }

    /** Whether it needs no lookup. */
    static boolean isAddress(String name) {
        return ADDRESS.matcher(name).matches();
    }

    @Override
    public String toString() {
        return name + ":" + port;
    }
}
