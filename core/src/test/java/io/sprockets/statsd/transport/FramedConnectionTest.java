package io.sprockets.statsd.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramedConnectionTest {
    private final SlowStream stream = new SlowStream();
    private final FramedConnection connection = new FramedConnection(stream, new Frames());

    @Test
    void send_putsTheLengthBeforeTheLines() throws IOException {
        stream.room = 100;
        ByteBuffer lines = lines("a:1|c\nb:2|c\n");
        assertThat(connection.send(lines)).isTrue();
        assertThat(lines.hasRemaining()).isFalse();
        assertThat(stream.received())
                .isEqualTo(ByteBuffer.allocate(16)
                        .put(new byte[] {12, 0, 0, 0})
                        .put("a:1|c\nb:2|c\n".getBytes(UTF_8))
                        .flip());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 15})
    void send_handsOverNothingUntilTheFrameIsWhole(int room) throws IOException {
        ByteBuffer lines = lines("a:1|c\nb:2|c\n");
        int attempts = 0;
        stream.room = room;
        while (!connection.send(lines)) {
            assertThat(lines.position()).isZero();
            attempts++;
            stream.room = room;
        }
        assertThat(attempts).isEqualTo((16 - 1) / room);
        assertThat(lines.hasRemaining()).isFalse();
        assertThat(stream.frames()).isEqualTo("[a:1|c\nb:2|c\n]");
    }

    @Test
    void send_endsTheFrameThatWasBegunWhenMoreLinesHaveCome() throws IOException {
        ByteBuffer lines = lines("a:1|c\nb:2|c\n").limit(6);
        stream.room = 7;
        assertThat(connection.send(lines)).isFalse();
        lines.limit(12);
        stream.room = 5;
        assertThat(connection.send(lines)).isFalse();
        assertThat(lines.position()).isEqualTo(6); // the first frame is whole, the second one begun
        stream.room = 100;
        assertThat(connection.send(lines)).isTrue();
        assertThat(stream.frames()).isEqualTo("[a:1|c\n][b:2|c\n]");
    }

    @Test
    void send_tearsNoFrameOnASocketWithLittleRoom(@TempDir Path folder) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("agent.sock"));
        try (ServerSocketChannel server =
                        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address);
                Selector selector = Selector.open();
                SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.setOption(StandardSocketOptions.SO_SNDBUF, 4096);
            channel.connect(address);
            channel.configureBlocking(false);
            Connection framed = new FramedConnection(StreamConnection.on(channel, Poller.on(selector)), new Frames());
            ByteBuffer lines = lines("abcdefghijklmno\n".repeat(512));
            ByteBuffer received = ByteBuffer.allocate(9000).order(ByteOrder.LITTLE_ENDIAN);
            try (SocketChannel agent = server.accept()) {
                int attempts = 1;
                while (!framed.send(lines)) {
                    assertThat(lines.position()).isZero();
                    agent.read(received);
                    attempts++;
                }
                assertThat(attempts).isGreaterThan(1);
                framed.close();
                while (agent.read(received) >= 0) {}
            }
            assertThat(received.flip().getInt()).isEqualTo(8192);
            assertThat(received).isEqualTo(lines.rewind());
        }
    }

    private static ByteBuffer lines(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    /** Takes only this many bytes. */
    private static final class SlowStream implements Connection {
        private final ByteBuffer received = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        private int room;

        ByteBuffer received() {
            return received.duplicate().order(ByteOrder.LITTLE_ENDIAN).flip();
        }

        String frames() {
            StringBuilder all = new StringBuilder();
            ByteBuffer rest = received();
            while (rest.hasRemaining()) {
                byte[] payload = new byte[rest.getInt()];
                rest.get(payload);
                all.append('[').append(new String(payload, UTF_8)).append(']');
            }
            return all.toString();
        }

        @Override
        public boolean send(ByteBuffer bytes) {
            for (; room > 0 && bytes.hasRemaining(); room--) {
                received.put(bytes.get());
            }
            return !bytes.hasRemaining();
        }

        @Override
        public boolean isEstablished() {
            return true;
        }

        @Override
        public boolean isEnded() {
            return false;
        }

        @Override
        public boolean finish() {
            return true;
        }

        @Override
        public void close() {}
    }
}
