package io.sprockets.statsd.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.sprockets.statsd.linux.LinuxUdpDatagrams;
import io.sprockets.statsd.linux.LinuxUnixDatagrams;
import io.sprockets.statsd.spi.UdpDatagrams;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The contract of core's UDP, over Linux's own system calls, and several datagrams with one of them. */
class LinuxUdpTransportTest extends UdpTransportContract {
    private static final ByteBuffer PACKET = bytes("abcdefg\n".repeat(PACKET_BYTES / 8));

    @Override
    Optional<UdpDatagrams> sockets() {
        return Optional.of(new LinuxUdpDatagrams());
    }

    @Test
    void udpDatagrams_areFoundOnTheClassPath() {
        assertThat(Providers.udpDatagrams(e -> {})).get().isInstanceOf(LinuxUdpDatagrams.class);
        assertThat(Providers.unixDatagrams()).isInstanceOf(LinuxUnixDatagrams.class);
    }

    @Test
    void sendSeveral_areAsManyDatagramsAsOneCallTakes() throws IOException {
        Connection connection = connect();
        assertThat(fill(connection)).isEqualTo(45);
        assertThat(connection.sendSeveral()).isTrue();
        Awaitility.await().until(() -> peer.datagrams().size(), size -> size == 45);
        assertThat(peer.datagrams()).allSatisfy(datagram -> assertThat(datagram).hasSize(PACKET_BYTES));
        connection.close();
    }

    @Test
    void sendSeveral_areFilledUpWithEmptyLines() throws IOException {
        Connection connection = connect();
        Datagrams several = several(connection);
        ByteBuffer lines = bytes("aaaa\nbb\ncccc\nd\n");
        several.add(lines, 0, 5);
        several.add(lines, 5, 8);
        several.add(lines, 8, 13);
        several.add(lines, 13, 15);
        assertThat(connection.sendSeveral()).isTrue();
        Awaitility.await().until(peer::datagrams, List.of("aaaa\n", "bb\n\n\n", "cccc\n", "d\n")::equals);
        connection.close();
    }

    @Test
    void sendSeveral_reachesAServerAtAnAddressOfSixteenBytes() throws IOException {
        try (DatagramPeer other = new DatagramPeer(DatagramChannel.open().bind(loopbackOfIpv6()));
                Transport there = to("::1", other.port())) {
            Connection connection = Objects.requireNonNull(there.open(0));
            assertThat(fill(connection)).isEqualTo(45);
            assertThat(connection.sendSeveral()).isTrue();
            Awaitility.await().until(() -> other.datagrams().size(), size -> size == 45);
            connection.close();
        }
    }

    @Test
    void sendSeveral_saysThatNobodyListensAnyMore() throws IOException {
        Connection connection = connect();
        peer.close();
        assertThatThrownBy(() -> {
                    while (true) {
                        fill(connection);
                        connection.sendSeveral();
                    }
                })
                .isInstanceOf(PortUnreachableException.class);
        assertThat(connection.several()).isNotNull(); // that is no reason for one by one
        connection.close();
    }

    @Test
    void sendSeveral_failsIfTheyAreTooLongAndOneByOneGoesOn() throws IOException {
        Connection connection = connect();
        Datagrams several = several(connection);
        ByteBuffer large = ByteBuffer.allocateDirect(1 << 15);
        several.add(large, 0, large.capacity());
        several.add(large, 0, large.capacity());
        assertThatThrownBy(connection::sendSeveral)
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(PortUnreachableException.class);
        assertThat(connection.several()).isNull();
        deliver(connection, "a:1|c\n");
        awaitReceived("a:1|c\n");
        assertThat(connect().several()).isNotNull();
        connection.close();
    }

    @Test
    void sendSeveral_allocatesNothing() throws IOException {
        Connection connection = connect();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5_000 && least > 0; i++) { // until it is compiled
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int j = 0; j < 20; j++) {
                fill(connection);
                connection.sendSeveral();
                connection.isEnded();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
        connection.close();
    }

    /** As many packets as one call takes. */
    private static int fill(Connection connection) {
        Datagrams several = several(connection);
        int count = 0;
        while (several.room(PACKET_BYTES) > 0) {
            several.add(PACKET, 0, PACKET_BYTES);
            count++;
        }
        return count;
    }

    private static Datagrams several(Connection connection) {
        Datagrams several = Objects.requireNonNull(connection.several());
        several.clear();
        return several;
    }
}
