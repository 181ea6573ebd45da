package io.sprockets.statsd.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What address translation does to UDP: each source port is a flow, and a flow goes where it went first for as long as
 * it lives, whether or not the server is there.
 */
final class UdpRelay implements AutoCloseable {
    private static final int LARGEST = 65_507;

    private final DatagramChannel channel;
    private final DatagramChannel onward;
    private final Map<SocketAddress, InetSocketAddress> flows = new ConcurrentHashMap<>();
    private volatile InetSocketAddress backend;

    private UdpRelay(InetSocketAddress backend) {
        this.backend = backend;
        try {
            channel = DatagramChannel.open().bind(Faulty.loopback(1, 0));
            onward = DatagramChannel.open(); // not connected, so it hears of no refusal
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static UdpRelay to(InetSocketAddress backend) {
        UdpRelay relay = new UdpRelay(backend);
        Thread thread = new Thread(relay::pass, "udp-relay");
        thread.setDaemon(true);
        thread.start();
        return relay;
    }

    int port() {
        return channel.socket().getLocalPort();
    }

    /** From now on flows that begin go here. */
    void send(InetSocketAddress next) {
        backend = next;
    }

    /** Source ports seen so far. */
    int flows() {
        return flows.size();
    }

    @Override
    public void close() {
        try {
            channel.close();
            onward.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pass() {
        ByteBuffer datagram = ByteBuffer.allocate(LARGEST);
        try {
            while (true) {
                SocketAddress source = channel.receive(datagram.clear());
                onward.send(datagram.flip(), flows.computeIfAbsent(source, first -> backend));
            }
        } catch (IOException e) {
            // it was closed
        }
    }
}
