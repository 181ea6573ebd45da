package io.sprockets.statsd.transport;

import io.sprockets.statsd.spi.UdpDatagrams;
import io.sprockets.statsd.spi.UnixDatagrams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Non-blocking channels on one selector. */
public final class SelectorTransport implements Transport {
    /** A stream has no packets; lines are handed over in pieces of this many bytes at most. */
    private static final int STREAM_PACKET_BYTES = 1 << 16;

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Makes a connection of one protocol. */
    interface Opener {
        /** Whatever is thrown, nothing is left open. */
        Connection open(SocketAddress address, Poller poller) throws IOException;
    }

    /** Makes a selector. */
    interface SelectorOpener {
        Selector open() throws IOException;
    }

    private final Poller poller;
    private final Endpoint endpoint;
    private final Opener opener;
    private final Packets packets;

    private SelectorTransport(Poller poller, Endpoint endpoint, Opener opener, Packets packets) {
        this.poller = poller;
        this.endpoint = endpoint;
        this.opener = opener;
        this.packets = packets;
    }

    /** TCP to a port of one of these hosts. */
    public static Transport tcp(List<String> hosts, int port) {
        return open(
                Selector::open,
                selector -> endpoint(hosts, port, Long.MAX_VALUE, selector), // a stream learns it when it reconnects
                StreamConnection::open,
                Packets.stream(STREAM_PACKET_BYTES));
    }

    /** TLS to a port of one of these hosts, whose certificate has to have the name that was given. */
    public static Transport tls(List<String> hosts, int port, TlsSource source) {
        TlsBuffers buffers = new TlsBuffers();
        return open(
                Selector::open,
                selector -> endpoint(hosts, port, Long.MAX_VALUE, selector),
                (address, poller) -> TlsConnection.open((InetSocketAddress) address, poller, source, buffers),
                Packets.stream(STREAM_PACKET_BYTES));
    }

    /**
     * UDP to a port of one of these hosts; the socket is renewed and the name looked up again that often. A call hands
     * over several datagrams where a module can do that.
     *
     * @param skipsEmptyLines whether the server does
     * @param unusable is told why a module that is there cannot be loaded
     */
    public static Transport udp(
            List<String> hosts,
            int port,
            int packetBytes,
            Duration resolveEvery,
            boolean skipsEmptyLines,
            Consumer<Throwable> unusable) {
        return udp(hosts, port, packetBytes, resolveEvery, skipsEmptyLines, Providers.udpDatagrams(unusable));
    }

    static Transport udp(
            List<String> hosts,
            int port,
            int packetBytes,
            Duration resolveEvery,
            boolean skipsEmptyLines,
            Optional<UdpDatagrams> sockets) {
        Opener opener = sockets.<Opener>map(several -> (address, poller) ->
                        DatagramConnection.open(several, (InetSocketAddress) address, poller, skipsEmptyLines))
                .orElse(DatagramConnection::open);
        return open(
                sockets.<SelectorOpener>map(several -> several::openSelector).orElse(Selector::open),
                selector -> endpoint(hosts, port, resolveEvery.toNanos(), selector),
                opener,
                Packets.udp(packetBytes));
    }

    /** A Unix stream socket. */
    public static Transport unix(Path path) {
        return open(
                Selector::open,
                selector -> new UnixEndpoint(path),
                StreamConnection::open,
                Packets.stream(STREAM_PACKET_BYTES));
    }

    /** A Unix stream socket on which the Datadog agent listens. */
    public static Transport unixFramed(Path path) {
        Frames frames = new Frames();
        return open(
                Selector::open,
                selector -> new UnixEndpoint(path),
                (address, poller) -> FramedConnection.open(address, poller, frames),
                Packets.stream(Frames.MOST_BYTES));
    }

    /** A Unix datagram socket, in datagrams of this many bytes at most. */
    public static Transport unixDatagram(Path path, int packetBytes) {
        return unixDatagram(path, packetBytes, Providers.unixDatagrams());
    }

    static Transport unixDatagram(Path path, int packetBytes, UnixDatagrams sockets) {
        return open(
                sockets::openSelector,
                selector -> new UnixEndpoint(path),
                (address, poller) -> DatagramConnection.on(sockets.connect(path), poller, sockets::isRefusal),
                Packets.unixDatagram(packetBytes));
    }

    /** Whatever is thrown, nothing is left open. */
    static Transport open(
            SelectorOpener selectors, Function<Selector, Endpoint> endpoint, Opener opener, Packets packets) {
        try {
            Selector selector = selectors.open();
            try {
                return new SelectorTransport(Poller.on(selector), endpoint.apply(selector), opener, packets);
            } catch (Throwable e) {
                selector.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no selector could be opened", e);
        }
    }

    private static Endpoint endpoint(List<String> names, int port, long every, Selector selector) {
        Host.Searcher searcher = name -> Search.start(name, Lookup.SYSTEM, selector::wakeup);
        List<Host> hosts =
                names.stream().map(name -> new Host(name, port, searcher)).toList();
        return new HostEndpoint(hosts, every, new SplittableRandom());
    }

    @Override
    public @Nullable Connection open(long now) throws IOException {
        SocketAddress address = endpoint.next(now);
        return address == null ? null : opener.open(address, poller);
    }

    @Override
    public void settled() {
        endpoint.settled();
    }

    @Override
    public Connection openBeside() throws IOException {
        return opener.open(endpoint.used(), poller);
    }

    @Override
    public boolean hasOtherAddress() {
        return endpoint.hasMore();
    }

    @Override
    public boolean isStale(long now) {
        return endpoint.isStale(now);
    }

    @Override
    public boolean sendsDatagrams() {
        return packets.datagrams();
    }

    @Override
    public int packetBytes() {
        return packets.bytes();
    }

    @Override
    public boolean refusesLate() {
        return packets.refusedLate();
    }

    @Override
    public void await(long nanos) throws IOException {
        poller.selector().select(Math.max(1, nanos / NANOS_PER_MILLI)); // zero would mean for ever
        poller.selector().selectedKeys().clear(); // each connection is asked anyway
    }

    @Override
    public void wakeup() {
        poller.selector().wakeup();
    }

    @Override
    public void close() {
        try {
            poller.selector().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
