package io.sprockets.statsd.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Receives datagrams. */
final class DatagramPeer implements Peer {
    private final DatagramChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
    private final List<String> datagrams = new ArrayList<>();
    private @Nullable SocketAddress last; // that has sent one

    DatagramPeer(DatagramChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
    }

    int port() throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    List<String> datagrams() throws IOException {
        read();
        return datagrams;
    }

    @Override
    public String read() throws IOException {
        SocketAddress sender;
        do {
            sender = channel.receive(buffer.clear());
            if (sender != null || buffer.position() > 0) {
                last = sender;
                datagrams.add(UTF_8.decode(buffer.flip()).toString());
            }
        } while (sender != null || buffer.limit() < buffer.capacity());
        return String.join("", datagrams);
    }

    /** Says something to who sent the last datagram, once there is one. */
    void answer(String text) throws IOException {
        while (last == null) {
            read();
        }
        channel.send(UTF_8.encode(text), last);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
