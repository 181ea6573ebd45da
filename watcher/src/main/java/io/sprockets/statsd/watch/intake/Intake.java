package io.sprockets.statsd.watch.intake;

import io.sprockets.statsd.testing.ConnectionEvent;
import io.sprockets.statsd.testing.line.ParsedLine;
import io.sprockets.statsd.testing.line.Parser;
import io.sprockets.statsd.testing.net.Connection;
import io.sprockets.statsd.testing.net.Receiver;
import io.sprockets.statsd.testing.net.Splitter;
import io.sprockets.statsd.watch.store.Client;
import io.sprockets.statsd.watch.store.LineType;
import io.sprockets.statsd.watch.store.Store;
import java.net.SocketAddress;
import java.time.InstantSource;
import java.util.List;

/**
 * Makes lines of what the server reads, judges them, and passes them to the store and the taps. Belongs to the server's
 * thread.
 */
public final class Intake implements Receiver {
    private final Store store;
    private final Parser parser;
    private final int maxLineBytes;
    private final List<Tap> taps;
    private final InstantSource time;
    private final Splitter.Sink sink = this::line;

    private Client client; // whose bytes are being read

    /**
     * Makes one.
     *
     * @param maxLineBytes a longer line is wrong
     */
    public Intake(Store store, Parser parser, int maxLineBytes, List<Tap> taps, InstantSource time) {
        this.store = store;
        this.parser = parser;
        this.maxLineBytes = maxLineBytes;
        this.taps = List.copyOf(taps);
        this.time = time;
        this.client = store.local("");
    }

    @Override
    public void connection(Connection connection, ConnectionEvent event) {
        boolean begins = event.kind() == ConnectionEvent.Kind.OPENED || event.kind() == ConnectionEvent.Kind.REFUSED;
        store.connection(event, begins ? connection.peer() : "", time.millis());
    }

    @Override
    public boolean stream(Connection connection, byte[] bytes, int length) {
        client = store.connected(connection.number());
        store.read(client, length);
        boolean good = connection.splitter().read(bytes, 0, length, sink);
        taps.forEach(Tap::pause);
        return good;
    }

    @Override
    public void end(Connection connection) {
        client = store.connected(connection.number());
        Splitter splitter = connection.splitter();
        splitter.end((bytes, from, to) -> wrong(bytes, from, to, splitter.complaint()));
        taps.forEach(Tap::pause);
    }

    @Override
    public void packet(SocketAddress sender, Splitter splitter, byte[] bytes, int length) {
        client = store.sender(sender, time.millis());
        store.packet();
        store.read(client, length);
        splitter.read(bytes, 0, length, sink);
        splitter.end(sink);
        taps.forEach(Tap::pause);
    }

    /** Takes whole lines that came by no socket, each with its newline. */
    public void local(String name, Splitter splitter, byte[] bytes, int length) {
        client = store.local(name);
        store.read(client, length);
        splitter.read(bytes, 0, length, sink);
        splitter.end(sink);
        taps.forEach(Tap::pause);
    }

    private void line(byte[] bytes, int from, int to) {
        int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        if (end == from) {
            return; // an empty line is no line, servers ignore it
        }
        if (end - from > maxLineBytes) {
            wrong(bytes, from, from + maxLineBytes, "longer than " + maxLineBytes + " bytes");
            return;
        }
        LineType known = store.known(client, bytes, from, end);
        tell(known == null ? parsed(bytes, from, end, to) : known, bytes, from, end);
    }

    private LineType parsed(byte[] bytes, int from, int end, int to) {
        ParsedLine line = parser.parse(bytes, from, parser == Parser.REFERENCE ? to : end); // which sees the CR
        if (line instanceof ParsedLine.Metrics several) {
            return several.refused() == null
                    ? store.metrics(client, several.metrics(), bytes, from, end)
                    : store.partlyWrong(client, several.metrics(), bytes, from, end, several.refused(), time.millis());
        }
        if (line instanceof ParsedLine.Bad bad) {
            return store.wrong(client, bytes, from, end, bad.reason(), time.millis());
        }
        LineType type = line instanceof ParsedLine.Event ? LineType.EVENT : LineType.CHECK;
        return store.event(client, type, bytes, from, end);
    }

    private void wrong(byte[] bytes, int from, int to, String reason) {
        tell(store.wrong(client, bytes, from, to, reason, time.millis()), bytes, from, to);
    }

    private void tell(LineType type, byte[] bytes, int from, int to) {
        for (Tap tap : taps) {
            tap.line(type, bytes, from, to);
        }
    }
}
