package io.sprockets.statsd;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How many bytes go into one datagram if nobody says it. */
class PacketSizeTest {
    private static final int METRICS = 1_000; // of 18 bytes and a newline

    private final byte[] received = new byte[65_536];

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aServerOnThisMachineGetsLargeDatagramsWhereAllServersOfItsDialectReadThem(Dialect dialect) throws IOException {
        int largest = largest("localhost", dialect);
        assertThat(largest).isLessThanOrEqualTo(dialect.readsLargePackets() ? 8192 : 1432);
        assertThat(largest).isGreaterThan(dialect.readsLargePackets() ? 8192 - 19 : 1432 - 19);
    }

    @Test
    void packetBytesDecides() throws IOException {
        assertThat(send(StatsdConnector.builder()
                        .host("127.0.0.1")
                        .dialect(Dialect.DOGSTATSD)
                        .packetBytes(512)))
                .isBetween(494, 512);
        assertThat(send(StatsdConnector.builder().host("127.0.0.1").packetBytes(4096)))
                .isBetween(4078, 4096);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "LOCALHOST, true",
        "localhost., true",
        "127.0.0.1, true",
        "127.9.8.7, true",
        "::1, true",
        "[::1], true",
        "0:0:0:0:0:0:0:1, true",
        "::ffff:127.0.0.1, true",
        "localhost.example.com, false",
        "128.0.0.1, false",
        "::2, false",
        "127.example.com, false",
        "statsd, false"
    })
    void onlyWhatIsThisMachineByItsOwnWordsIsLoopback(String host, boolean loopback) {
        assertThat(ServerAddress.of(Protocol.UDP, List.of(host), 8125).isLoopback())
                .isEqualTo(loopback);
        assertThat(ServerAddress.of(Protocol.UDP, List.of(host, "statsd"), 8125).isLoopback())
                .isFalse();
    }

    private int largest(String host, Dialect dialect) throws IOException {
        return send(StatsdConnector.builder().host(host).dialect(dialect));
    }

    /** The bytes of the largest datagram of many metrics. */
    private int send(StatsdConnector.Builder builder) throws IOException {
        try (DatagramSocket server = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                StatsdConnector statsd = builder.protocol(Protocol.UDP)
                        .port(server.getLocalPort())
                        .build()) {
            server.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
            for (int i = 0; i < METRICS; i++) {
                statsd.gauge("a", 100_000 + i); // gauges.a:100000|g
            }
            statsd.start();
            return largestOf(server);
        }
    }

    private int largestOf(DatagramSocket server) throws IOException {
        int largest = 0;
        DatagramPacket packet = new DatagramPacket(received, received.length);
        for (int metrics = 0; metrics < METRICS; ) {
            packet.setLength(received.length);
            server.receive(packet);
            largest = Math.max(largest, packet.getLength());
            metrics += (int) new String(received, 0, packet.getLength(), US_ASCII)
                    .lines()
                    .count();
        }
        return largest;
    }
}
