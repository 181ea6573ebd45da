package io.sprockets.statsd.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.testing.ConnectionEvent.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every fault as a client sees it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FaultsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final StatsdServer server =
            StatsdServer.builder().tcpReceiveBuffer(64 << 10).start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void refuse_refusesNewConnectionsAndKeepsOpenOnes() throws IOException {
        try (TestClient client = connected()) {
            server.refuse();

            assertThatThrownBy(() -> TestClient.tcp(server)).isInstanceOf(ConnectException.class);
            client.send("a:1|c\n");
            server.awaitLines(1, LONG);
            server.recover();
            TestClient.tcp(server).close();
        }
    }

    @Test
    void refuse_makesTheUdpPortUnreachable() throws IOException {
        try (DatagramChannel client = DatagramChannel.open()) {
            client.connect(new InetSocketAddress(server.host(), server.port()));
            server.refuse();
            client.write(packet());
            assertThatThrownBy(() -> client.read(ByteBuffer.allocate(1))).isInstanceOf(PortUnreachableException.class);

            server.recover();
            client.write(packet());
            server.awaitLines(1, LONG);
        }
    }

    @Test
    void acceptAndClose_isSeenAsTheEnd() throws IOException {
        server.acceptAndClose();
        try (TestClient client = TestClient.tcp(server)) {
            assertThat(client.read()).isEqualTo(-1);
        }
        assertThat(server.connectionEvents()).extracting(ConnectionEvent::kind).containsExactly(Kind.REFUSED);
        assertThat(server.connections()).isZero();

        server.recover();
        connected().close();
    }

    @Test
    void reset_isSeenAsAnException() throws IOException {
        try (TestClient client = connected()) {
            server.reset();

            assertThatThrownBy(client::read).isInstanceOf(IOException.class);
            assertThat(server.connections()).isZero();
            assertThat(server.connectionEvents())
                    .containsExactly(
                            new ConnectionEvent(Kind.OPENED, Transport.TCP, 1, true),
                            new ConnectionEvent(Kind.RESET, Transport.TCP, 1, false));
            connected().close();
        }
    }

    @Test
    void reset_closesUnixConnections(@TempDir Path directory) throws IOException {
        Path path = directory.resolve("statsd.sock");
        try (StatsdServer unix = StatsdServer.builder().unixSocket(path).start();
                TestClient client = TestClient.unix(path)) {
            unix.awaitConnections(1, LONG);
            unix.reset();
            assertThat(client.read()).isEqualTo(-1);
        }
    }

    @Test
    void stall_stopsTakingBytesAtSomeBound() throws IOException {
        byte[] lines = "stalled:1|c\n".repeat(1_000).getBytes(UTF_8);
        long limit = 256L << 20;
        try (TestClient client = connected()) {
            server.stall();
            long sent = client.sendUntilFull(lines, limit);

            assertThat(sent).isPositive().isLessThan(limit);
            assertThat(server.bytesReceived()).isZero();
            server.recover();
            Awaitility.await().atMost(LONG).until(() -> server.bytesReceived() == sent);
        }
    }

    @Test
    void stall_acceptsButDoesNotRead() throws IOException {
        server.stall();
        try (TestClient client = connected()) {
            client.send("a:1|c\n");
            client.halfClose();
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.linesReceived()).isZero();

            server.recover();
            assertThat(client.read()).isEqualTo(-1);
            assertThat(server.linesReceived()).isEqualTo(1);
        }
    }

    @Test
    void stall_leavesDatagramsUnread() throws IOException {
        server.stall();
        try (DatagramChannel client = DatagramChannel.open()) {
            client.connect(new InetSocketAddress(server.host(), server.port()));
            client.write(packet());
            assertThat(server.packetsReceived()).isZero();
            server.recover();
            server.awaitLines(1, LONG);
        }
    }

    @Test
    void halfClose_isSeenAsTheEndWhileTheServerReadsOn() throws IOException {
        try (TestClient client = connected()) {
            server.halfClose();

            assertThat(client.read()).isEqualTo(-1);
            client.send("a:1|c\n");
            server.awaitLines(1, LONG);
            assertThat(server.connections()).isEqualTo(1);
        }
        server.awaitConnections(0, LONG);
    }

    @Test
    void closeConnections_isSeenAsTheEnd() throws IOException {
        try (TestClient client = connected()) {
            client.send("a:1|c\n");
            server.awaitLines(1, LONG);
            server.closeConnections();

            assertThat(client.read()).isEqualTo(-1);
            assertThat(server.connectionEvents()).contains(new ConnectionEvent(Kind.CLOSED, Transport.TCP, 1, false));
            connected().close();
        }
    }

    @Test
    void restart_keepsPortAndTotals() throws IOException {
        int port = server.port();
        try (TestClient client = connected()) {
            client.send("a:1|c\n");
            server.awaitLines(1, LONG);
            server.stop();
            assertThat(client.read()).isEqualTo(-1);
        }
        assertThatThrownBy(() -> TestClient.tcp(server)).isInstanceOf(ConnectException.class);

        server.restart();
        try (TestClient client = connected()) {
            client.send("a:2|c\n");
            server.awaitLines(2, LONG);
        }
        assertThat(server.port()).isEqualTo(port);
        assertThat(server.counter("a")).isEqualTo(3);
    }

    @Test
    void restart_endsAServerThatRunsBefore() throws IOException {
        for (int i = 1; i <= 5; i++) {
            try (TestClient client = connected()) {
                client.send("a:1|c\n");
                server.awaitLines(i, LONG);
                server.restart();
                assertThat(client.read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void restart_endsConnectionsAndFaults() throws IOException {
        try (TestClient client = connected()) {
            server.stall();
            server.refuse();
            server.restart();

            assertThat(client.read()).isEqualTo(-1);
        }
        try (TestClient client = connected()) {
            client.send("a:1|c\n");
            server.awaitLines(1, LONG);
        }
    }

    @Test
    void resetByTheClient_isTold() throws IOException {
        try (TestClient client = connected()) {
            client.send("torn:1|");
            Awaitility.await().until(() -> server.bytesReceived() == 7);
            client.reset();
        }
        server.awaitConnections(0, LONG);
        assertThat(server.connectionEvents()).contains(new ConnectionEvent(Kind.RESET, Transport.TCP, 1, true));
        assertThat(server.badLines()).extracting(BadLine::line).containsExactly("torn:1|");
    }

    @Test
    void close_leavesNoThread() throws IOException {
        String thread = "statsd-server-" + server.port();
        try (TestClient client = connected()) {
            assertThat(threads()).contains(thread);
            server.close();
            server.close();

            assertThat(threads()).doesNotContain(thread);
            assertThat(client.read()).isEqualTo(-1);
        }
        assertThat(server.connections()).isZero();
        assertThatThrownBy(server::recover)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }

    @Test
    void close_keepsTheInterruptFlag() {
        Thread.currentThread().interrupt();
        server.close();
        assertThat(Thread.interrupted()).isTrue();
    }

    private TestClient connected() throws IOException {
        int before = server.connections();
        TestClient client = TestClient.tcp(server);
        server.awaitConnections(before + 1, LONG);
        return client;
    }

    private static ByteBuffer packet() {
        return ByteBuffer.wrap("a:1|c".getBytes(UTF_8));
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }
}
