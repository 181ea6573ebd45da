package io.sprockets.statsd.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Accepts streams. */
final class StreamPeer implements Peer {
    private final ServerSocketChannel server;
    private final boolean framed;
    private final List<Accepted> accepted = new ArrayList<>();

    private StreamPeer(ServerSocketChannel server, boolean framed) {
        this.server = server;
        this.framed = framed;
    }

    static StreamPeer listen(SocketAddress address, boolean framed) throws IOException {
        ServerSocketChannel server = address instanceof InetSocketAddress
                ? ServerSocketChannel.open()
                : ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(address, 100).configureBlocking(false);
        return new StreamPeer(server, framed);
    }

    int port() throws IOException {
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    @Override
    public String read() throws IOException {
        accept();
        StringBuilder all = new StringBuilder();
        for (Accepted each : accepted) {
            all.append(each.read(framed));
        }
        return all.toString();
    }

    /** Sends something back on each connection. */
    void talk(int bytes) throws IOException {
        accept();
        for (Accepted each : accepted) {
            each.channel.write(ByteBuffer.allocate(bytes));
        }
    }

    /** How many clients have said that nothing more will come. */
    long finished() throws IOException {
        read();
        return accepted.stream().filter(each -> each.finished).count();
    }

    /** Answers those that have said so, or else ends all. */
    void end() throws IOException {
        accept();
        for (Accepted each : accepted) {
            each.channel.close();
        }
        accepted.clear();
    }

    @Override
    public void close() throws IOException {
        if (server.isOpen()) {
            end();
            server.close();
        }
    }

    private void accept() throws IOException {
        for (SocketChannel next = server.accept(); next != null; next = server.accept()) {
            next.configureBlocking(false);
            accepted.add(new Accepted(next));
        }
    }

    /** One client. */
    private static final class Accepted {
        private final SocketChannel channel;
        private final ByteBuffer bytes = ByteBuffer.allocate(1 << 24).order(ByteOrder.LITTLE_ENDIAN);
        private boolean finished;

        Accepted(SocketChannel channel) {
            this.channel = channel;
        }

        String read(boolean framed) throws IOException {
            int read = finished ? 0 : channel.read(bytes);
            while (read > 0) {
                read = channel.read(bytes);
            }
            finished |= read < 0;
            ByteBuffer all = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).flip();
            return framed ? lines(all) : UTF_8.decode(all).toString();
        }

        /** The lines of the frames that are whole. */
        private static String lines(ByteBuffer frames) {
            StringBuilder all = new StringBuilder();
            while (frames.remaining() >= Integer.BYTES && frames.getInt(frames.position()) <= frames.remaining() - 4) {
                byte[] lines = new byte[frames.getInt()];
                frames.get(lines);
                all.append(new String(lines, UTF_8));
            }
            return all.toString();
        }
    }
}
