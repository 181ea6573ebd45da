package io.sprockets.statsd.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class StatsdServerTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final StatsdServer server = StatsdServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void tcp_givesMetricsInOrder() throws IOException {
        try (TestClient client = TestClient.tcp(server)) {
            client.send("orders.placed:1|c\nload:0.5|g|#host:a\n");

            ReceivedMetric first = server.take(LONG);
            assertThat(first.line()).isEqualTo("orders.placed:1|c");
            assertThat(first.name()).isEqualTo("orders.placed");
            assertThat(first.rawValue()).isEqualTo("1");
            assertThat(first.value()).isEqualTo(1);
            assertThat(server.take(LONG).series()).isEqualTo("load;host=a");
            assertThat(server.metrics()).hasSize(2);
        }
    }

    @Test
    void tcp_findsTheLineWhereverItIsCut() throws IOException {
        byte[] line = "bestellt.größe:12|c|@0.5|#a:b\r\n".getBytes(UTF_8);
        try (TestClient client = TestClient.tcp(server)) {
            for (int cut = 1; cut < line.length; cut++) {
                long before = server.bytesReceived();
                int part = cut;
                client.send(line, 0, part);
                await().until(() -> server.bytesReceived() == before + part);
                client.send(line, part, line.length);
                await().until(() -> server.bytesReceived() == before + line.length);
            }
        }
        assertThat(server.badLines()).isEmpty();
        assertThat(server.counters()).containsOnly(entry("bestellt.größe;a=b", 24.0 * (line.length - 1)));
        assertThat(server.lines()).containsOnly("bestellt.größe:12|c|@0.5|#a:b");
    }

    @Test
    void tcp_countsEveryLine_whenThereAreMany() throws IOException {
        int rounds = 1_000;
        String hundred = "many.lines:1|c\n".repeat(100);
        try (TestClient client = TestClient.tcp(server)) {
            for (int i = 0; i < rounds; i++) {
                client.send(hundred);
            }
            client.halfClose();
            assertThat(client.read()).isEqualTo(-1);
        }
        assertThat(server.linesReceived()).isEqualTo(rounds * 100L);
        assertThat(server.bytesReceived()).isEqualTo((long) rounds * hundred.length());
        assertThat(server.counter("many.lines")).isEqualTo(rounds * 100.0);
    }

    @Test
    void tcp_hasReadEverything_whenTheClientSeesTheEndAfterItsHalfClose() throws IOException {
        try (TestClient client = TestClient.tcp(server)) {
            client.send("a:1|c\nb:2|c\n");
            client.halfClose();

            assertThat(client.read()).isEqualTo(-1);
            assertThat(server.lines()).containsExactly("a:1|c", "b:2|c");
        }
    }

    @Test
    void tcp_tellsATornLine_whenTheStreamEndsWithoutNewline() throws IOException {
        try (TestClient client = TestClient.tcp(server)) {
            client.send("a:1|c\nb:2|c");
            client.halfClose();
            assertThat(client.read()).isEqualTo(-1);
        }
        assertThat(server.badLines()).containsExactly(new BadLine("b:2|c", "unterminated last line"));
        assertThat(server.counters()).containsOnlyKeys("a");
        assertThat(server.metrics()).hasSize(1);
    }

    @Test
    void tcp_toleratesCrlfAndEmptyLines() throws IOException {
        try (TestClient client = TestClient.tcp(server)) {
            client.send("a:1|c\r\n\r\n\nb:2|c\n");
            server.awaitLines(2, LONG);
        }
        assertThat(server.lines()).containsExactly("a:1|c", "b:2|c");
        assertThat(server.badLineCount()).isZero();
    }

    @Test
    void udp_needsNoNewlineAtTheEnd() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            byte[] packet = "a:1|c\nb:2|ms".getBytes(UTF_8);
            socket.send(new DatagramPacket(packet, packet.length, InetAddress.getByName(server.host()), server.port()));
            server.awaitLines(2, LONG);
        }
        assertThat(server.packetsReceived()).isEqualTo(1);
        assertThat(server.bytesReceived()).isEqualTo(12);
        assertThat(server.lines()).containsExactly("a:1|c", "b:2|ms");
        assertThat(server.timer("b")).isEqualTo(1);
    }

    @Test
    void unixSocket_isReadLikeTcp(@TempDir Path directory) throws IOException {
        Path path = directory.resolve("statsd.sock");
        try (StatsdServer unix = StatsdServer.builder()
                        .unixSocket(path)
                        .tcp(false)
                        .udp(false)
                        .start();
                TestClient client = TestClient.unix(path)) {
            client.send("a:1|c\n");
            client.halfClose();

            assertThat(client.read()).isEqualTo(-1);
            assertThat(unix.counter("a")).isEqualTo(1);
            assertThat(unix.unixSocket()).contains(path);
            assertThat(unix.connectionEvents())
                    .extracting(ConnectionEvent::transport)
                    .containsOnly(Transport.UNIX);
        }
        assertThat(Files.exists(path)).isFalse();
    }

    @Test
    void unixSocket_leavesAnOrdinaryFileAlone(@TempDir Path directory) throws IOException {
        Path path = Files.writeString(directory.resolve("precious"), "data");

        StatsdServer.Builder builder = StatsdServer.builder().unixSocket(path);
        assertThatThrownBy(builder::start).isInstanceOf(UncheckedIOException.class);
        assertThat(path).hasContent("data");
    }

    @Test
    void take_tellsWhatArrived_whenNothingComesInTime() throws IOException {
        try (TestClient client = TestClient.tcp(server)) {
            client.send("nonsense\n");
            server.awaitLines(1, LONG);
        }
        assertThatThrownBy(() -> server.take(Duration.ZERO))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 lines arrived (1 bad)")
                .hasMessageContaining("nonsense");
        assertThatThrownBy(() -> server.awaitLines(2, Duration.ZERO))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("for 2 lines: 1 lines arrived");
    }

    @Test
    void take_keepsTheInterruptFlag() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> server.take(LONG)).isInstanceOf(AssertionError.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void take_givesEveryPackedValue() throws IOException {
        try (TestClient client = TestClient.tcp(server)) {
            client.send("a:1:2|c\nb:3|g\n");

            assertThat(server.take(3, LONG)).extracting(ReceivedMetric::value).containsExactly(1.0, 2.0, 3.0);
        }
    }

    @Test
    void totals_followTheTypes() throws IOException {
        try (TestClient client = TestClient.tcp(server)) {
            client.send("c:3|c|@0.5\nc:1|c\ng:5|g\ng:-7|g\nt:9|ms|@0.25\nt:8|h\ns:x|s\ns:y|s\ns:x|s\n");
            client.send("_e{1,1}:a|b\n_sc|up|0\n");
            server.awaitLines(11, LONG);
        }
        assertThat(server.counter("c")).isEqualTo(7);
        assertThat(server.gauge("g")).isEqualTo(-2);
        assertThat(server.gauge("unknown")).isNaN();
        assertThat(server.timers()).containsEntry("t", 5L);
        assertThat(server.sets()).containsEntry("s", Set.of("x", "y"));
        assertThat(server.events()).extracting(ReceivedEvent::title).containsExactly("a");
        assertThat(server.checks()).extracting(ReceivedCheck::name).containsExactly("up");
    }

    @Test
    void clear_forgetsAndGoesOn() throws IOException {
        try (TestClient client = TestClient.tcp(server)) {
            client.send("a:1|c\nbad\n");
            server.awaitLines(2, LONG);
            server.clear();

            assertThat(server.linesReceived()).isZero();
            assertThat(server.badLines()).isEmpty();
            assertThat(server.counters()).isEmpty();
            client.send("a:2|c\n");
            assertThat(server.take(LONG).value()).isEqualTo(2);
            assertThat(server.counter("a")).isEqualTo(2);
        }
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(LONG).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
    }
}
