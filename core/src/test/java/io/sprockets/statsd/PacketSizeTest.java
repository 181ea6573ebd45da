package io.sprockets.statsd;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How many bytes go into one datagram by default. */
class PacketSizeTest {
    private static final int METRICS = 1_000;
    private static final int LINE = 18; // bytes, with its newline

    private final byte[] received = new byte[65_536];

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aServerOnThisMachineGetsLargeDatagramsWhereAllServersOfItsDialectReadThem(Dialect dialect) throws IOException {
        int most = dialect == Dialect.DOGSTATSD || dialect == Dialect.INFLUXDB ? 8192 : 1432;
        assertThat(send(StatsdConnector.builder().host("localhost").dialect(dialect)))
                .isBetween(most - LINE + 1, most);
    }

    @Test
    void packetBytesDecides() throws IOException {
        assertThat(send(StatsdConnector.builder()
                        .host("127.0.0.1")
                        .dialect(Dialect.DOGSTATSD)
                        .packetBytes(512)))
                .isBetween(512 - LINE + 1, 512);
        assertThat(send(StatsdConnector.builder().host("127.0.0.1").packetBytes(4096)))
                .isBetween(4096 - LINE + 1, 4096);
    }

    @Test
    void anEventOfFiveKilobytesIsSentInADatagramOfThatSize() {
        String text = "x".repeat(5_000);
        try (StatsdServer server = StatsdServer.start();
                StatsdConnector statsd = StatsdConnector.builder()
                        .host("127.0.0.1")
                        .port(server.port())
                        .protocol(Protocol.UDP)
                        .dialect(Dialect.DOGSTATSD)
                        .packetBytes(8192)
                        .build()) {
            statsd.start();
            statsd.event(Event.of("deploy", text));
            server.await(all -> !all.events().isEmpty(), Duration.ofMinutes(1));
            assertThat(server.events().get(0).text()).isEqualTo(text);
        }
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
