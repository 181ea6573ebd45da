package io.sprockets.statsd.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class StrictTest {
    private final StatsdServer server = StatsdServer.builder().strict(true).start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void line_isBadWhereTheReferenceServerDropsIt() throws IOException {
        sendAll("k:345345|ms|blah\nk:1|ms|b\nk:-1|ms\nk:7|ms\nk:-2|ms\nk:+8|ms\n");

        assertThat(server.badLines())
                .extracting(BadLine::line)
                .containsExactly("k:345345|ms|blah", "k:1|ms|b", "k:-1|ms", "k:-2|ms");
        assertThat(server.timers()).containsExactly(entry("k", 2L));
        assertThat(server.metrics()).extracting(ReceivedMetric::rawValue).containsExactly("7", "+8");
    }

    @Test
    void line_isGoodWhereTheServerIsLenient() throws IOException {
        try (StatsdServer lenient = StatsdServer.start();
                TestClient client = TestClient.tcp(lenient)) {
            client.send("k:345345|ms|blah\nk:-1|ms\n");
            lenient.awaitLines(2, Duration.ofSeconds(30));

            assertThat(lenient.badLines()).isEmpty();
        }
    }

    @Test
    void line_isBadAndCountsInPart() throws IOException {
        sendAll("a:1:2|c\nb:1|c:x|c\n");

        assertThat(server.badLineCount()).isEqualTo(2);
        assertThat(server.linesReceived()).isEqualTo(2);
        assertThat(server.counters()).containsExactly(entry("a", 2.0), entry("b", 1.0));
    }

    @Test
    void stream_isReadAsSevenBits() throws IOException {
        sendAll("tcp\u00e9:1|c\na\u008ab:2|c\n"); // the second has a byte that is a newline without its first bit

        assertThat(server.counters()).containsExactly(entry("tcpC", 1.0), entry("b", 2.0));
        assertThat(server.badLineCount()).isEqualTo(1);
    }

    @Test
    void datagram_isReadAsUtf8() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            byte[] packet = "\u00e9t\u00e9:1|c".getBytes(UTF_8);
            socket.send(new DatagramPacket(packet, packet.length, InetAddress.getByName(server.host()), server.port()));
            server.awaitCounter("t", 1, Duration.ofSeconds(30));
        }
    }

    private void sendAll(String text) throws IOException {
        try (TestClient client = TestClient.tcp(server)) {
            client.send(text);
            client.halfClose();
            assertThat(client.read()).isEqualTo(-1);
        }
    }
}
