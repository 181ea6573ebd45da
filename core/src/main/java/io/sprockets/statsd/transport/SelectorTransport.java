package io.sprockets.statsd.transport;

import io.sprockets.statsd.spi.UnixDatagrams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Non-blocking channels on one selector. */
public final class SelectorTransport implements Transport {
    /** A stream has no packets; lines are handed over in pieces of this many bytes at most. */
    private static final int STREAM_PACKET_BYTES = 1 << 16;

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Makes a connection of one protocol. */
    private interface Opener {
        Connection open(SocketAddress address, Selector selector) throws IOException;
    }

    /** Makes a selector. */
    private interface SelectorOpener {
        Selector open() throws IOException;
    }

    private final Selector selector;
    private final Endpoint endpoint;
    private final Opener opener;
    private final int packetBytes;
    private final boolean udp;

    private SelectorTransport(Selector selector, Endpoint endpoint, Opener opener, int packetBytes, boolean udp) {
        this.selector = selector;
        this.endpoint = endpoint;
        this.opener = opener;
        this.packetBytes = packetBytes;
        this.udp = udp;
    }

    /** TCP to a host and port. */
    public static Transport tcp(String host, int port) {
        Selector selector = newSelector();
        Endpoint endpoint = new HostEndpoint(host, port, Lookup.SYSTEM, Long.MAX_VALUE, selector::wakeup);
        return new SelectorTransport(selector, endpoint, StreamConnection::open, STREAM_PACKET_BYTES, false);
    }

    /** UDP to a host and port, in datagrams of so many bytes at most; a name is looked up again that often. */
    public static Transport udp(String host, int port, int packetBytes, Duration resolveEvery) {
        Selector selector = newSelector();
        Endpoint endpoint = new HostEndpoint(host, port, Lookup.SYSTEM, resolveEvery.toNanos(), selector::wakeup);
        return new SelectorTransport(selector, endpoint, DatagramConnection::open, packetBytes, true);
    }

    /** A Unix stream socket. */
    public static Transport unix(Path path) {
        return new SelectorTransport(
                newSelector(), new UnixEndpoint(path), StreamConnection::open, STREAM_PACKET_BYTES, false);
    }

    /** A Unix stream socket on which the Datadog agent listens. */
    public static Transport unixFramed(Path path) {
        return new SelectorTransport(
                newSelector(),
                new UnixEndpoint(path),
                (address, selector) -> new FramedConnection(StreamConnection.open(address, selector)),
                FramedConnection.MOST_BYTES,
                false);
    }

    /** A Unix datagram socket, in datagrams of so many bytes at most. */
    public static Transport unixDatagram(Path path, int packetBytes) {
        UnixDatagrams sockets = UnixDatagramProvider.find();
        return new SelectorTransport(
                newSelector(sockets::openSelector),
                new UnixEndpoint(path),
                (address, selector) -> DatagramConnection.on(sockets.connect(path), selector),
                packetBytes,
                false);
    }

    private static Selector newSelector() {
        return newSelector(Selector::open);
    }

    private static Selector newSelector(SelectorOpener opener) {
        try {
            return opener.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector could be opened", e);
        }
    }

    @Override
    public @Nullable Connection open() throws IOException {
        SocketAddress address = endpoint.next();
        return address == null ? null : opener.open(address, selector);
    }

    @Override
    public boolean hasOtherAddress() {
        return endpoint.hasMore();
    }

    @Override
    public boolean hasMoved(long now) {
        return udp && endpoint.hasMoved(now); // a stream learns it when it reconnects
    }

    @Override
    public int packetBytes() {
        return packetBytes;
    }

    @Override
    public boolean refusesLate() {
        return udp; // a Unix socket says so at once
    }

    @Override
    public void await(long nanos) throws IOException {
        selector.select(Math.max(1, nanos / NANOS_PER_MILLI)); // zero would mean for ever
        selector.selectedKeys().clear(); // each connection is asked anyway
    }

    @Override
    public void wakeup() {
        selector.wakeup();
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
