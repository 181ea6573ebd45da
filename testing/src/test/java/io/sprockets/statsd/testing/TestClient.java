package io.sprockets.statsd.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A blocking client that does what the test says. */
public final class TestClient implements AutoCloseable {
    private final SocketChannel channel;

    private TestClient(SocketChannel channel) {
        this.channel = channel;
    }

    public static TestClient tcp(StatsdServer server) throws IOException {
        return connect(new InetSocketAddress(server.host(), server.port()));
    }

    public static TestClient unix(Path path) throws IOException {
        return connect(UnixDomainSocketAddress.of(path));
    }

    private static TestClient connect(SocketAddress address) throws IOException {
        return new TestClient(SocketChannel.open(address));
    }

    public void send(String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        send(bytes, 0, bytes.length);
    }

    public void send(byte[] bytes, int from, int to) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, from, to - from);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Writes until the kernel takes no more, but at most {@code limit} bytes; returns how many it took. */
    long sendUntilFull(byte[] bytes, long limit) throws IOException {
        channel.configureBlocking(false);
        long sent = 0;
        int more = -1;
        while (more != 0 && sent < limit) {
            more = channel.write(ByteBuffer.wrap(bytes));
            sent += more;
        }
        return sent;
    }

    /** Closes with RST. */
    public void reset() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    public void halfClose() throws IOException {
        channel.shutdownOutput();
    }

    /** Waits for a byte from the server; -1 is the end. */
    public int read() throws IOException {
        return channel.read(ByteBuffer.allocate(1));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
