package io.sprockets.statsd.testing.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.BadLine;
import io.sprockets.statsd.testing.StatsdServer;
import io.sprockets.statsd.testing.TestClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameSplitterTest {
    private final List<String> lines = new ArrayList<>();
    private final List<String> torn = new ArrayList<>();

    @Test
    void frames_areTheSameWhereverTheReadsEnd() {
        byte[] bytes = bytes(frame("a:1|c\nb:2|ms\n"), frame("c:3|g"), frame("d:4|c\n"));
        for (int a = 0; a <= bytes.length; a++) {
            for (int b = a; b <= bytes.length; b++) {
                lines.clear();
                FrameSplitter splitter = new FrameSplitter(100);
                assertThat(splitter.read(bytes, 0, a, this::add)).isTrue();
                assertThat(splitter.read(bytes, a, b, this::add)).isTrue();
                assertThat(splitter.read(bytes, b, bytes.length, this::add)).isTrue();
                splitter.end(this::addTorn);

                assertThat(lines).containsExactly("a:1|c", "b:2|ms", "c:3|g", "d:4|c");
                assertThat(torn).isEmpty();
            }
        }
    }

    @Test
    void end_tellsTheFrameThatIsIncompleteAndNoLineOfIt() {
        byte[] bytes = frame("a:1|c\nb:2|c\n");
        FrameSplitter splitter = new FrameSplitter(100);
        splitter.read(bytes, 0, bytes.length - 1, this::add);
        splitter.end(this::addTorn);
        splitter.end(this::addTorn);

        assertThat(lines).isEmpty();
        assertThat(torn).hasSize(1).first().asString().endsWith("a:1|c\nb:2|c");
        assertThat(splitter.complaint()).isEqualTo("incomplete last frame");
    }

    @Test
    void read_takesTheLargestFrame() {
        byte[] bytes = frame("x".repeat(8192));
        assertThat(new FrameSplitter(10_000).read(bytes, 0, bytes.length, this::add))
                .isTrue();
        assertThat(lines).containsExactly("x".repeat(8192));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8193, -1, 0x7c313a61})
    void read_refusesALengthThatTheAgentRefuses(int size) {
        byte[] bytes = header(size).array();
        FrameSplitter splitter = new FrameSplitter(100);
        assertThat(splitter.read(bytes, 0, bytes.length, this::add)).isFalse();
        assertThat(splitter.complaint())
                .isEqualTo("frame of " + Integer.toUnsignedString(size) + " bytes, expected 1 to 8192");
    }

    @Test
    void server_readsFramesAndEndsAConnectionWithoutThem(@TempDir Path directory) throws IOException {
        Path path = directory.resolve("agent.sock");
        try (StatsdServer server =
                        StatsdServer.builder().unixSocket(path).unixFrames(true).start();
                TestClient framed = TestClient.unix(path);
                TestClient torn = TestClient.unix(path);
                TestClient plain = TestClient.unix(path);
                TestClient tcp = TestClient.tcp(server)) {
            send(framed, frame("a:1|c\na:2|c\n"));
            framed.halfClose();
            assertThat(framed.read()).isEqualTo(-1);
            send(torn, header(100).array());
            torn.halfClose();
            assertThat(torn.read()).isEqualTo(-1);
            plain.send("a:1|c\n");
            assertThat(plain.read()).isEqualTo(-1);
            tcp.send("a:4|c\n");
            tcp.halfClose();
            assertThat(tcp.read()).isEqualTo(-1);

            assertThat(server.counter("a")).isEqualTo(7);
            assertThat(server.badLines())
                    .extracting(BadLine::reason)
                    .containsExactly("incomplete last frame", "frame of 2083600993 bytes, expected 1 to 8192");
        }
    }

    private static void send(TestClient client, byte[] bytes) throws IOException {
        client.send(bytes, 0, bytes.length);
    }

    private static byte[] frame(String payload) {
        byte[] text = payload.getBytes(UTF_8);
        return bytes(header(text.length).array(), text);
    }

    private static ByteBuffer header(int size) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(size);
    }

    private static byte[] bytes(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private void add(byte[] bytes, int from, int to) {
        lines.add(new String(bytes, from, to - from, UTF_8));
    }

    private void addTorn(byte[] bytes, int from, int to) {
        torn.add(new String(bytes, from, to - from, UTF_8));
    }
}
