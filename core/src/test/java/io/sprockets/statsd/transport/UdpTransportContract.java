package io.sprockets.statsd.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sprockets.statsd.spi.UdpDatagrams;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the sender relies on over UDP, whoever makes the system calls. */
abstract class UdpTransportContract extends DatagramTransportContract {
    static final int PACKET_BYTES = 1432;
    private static final Duration EVERY = Duration.ofSeconds(30);

    /** Whose sockets; the JDK's if there are none. */
    abstract Optional<UdpDatagrams> sockets();

    @Override
    final DatagramPeer listen() throws IOException {
        return new DatagramPeer(
                DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    }

    @Override
    final Transport to(DatagramPeer server) throws IOException {
        return to("127.0.0.1", server.port());
    }

    final Transport to(String host, int port) {
        return SelectorTransport.udp(List.of(host), port, PACKET_BYTES, EVERY, true, sockets());
    }

    @Test
    final void isStale_whenTheSocketHasHadItsTimeThoughTheAddressIsTheSame() throws IOException {
        assertThat(transport.refusesLate()).isTrue();
        connect().close(); // at 0
        transport.settled();
        assertThat(transport.isStale(EVERY.toNanos() - 1)).isFalse();
        assertThat(transport.isStale(EVERY.toNanos())).isTrue();
        connect().close();
        assertThat(transport.isStale(EVERY.toNanos() - 1)).isFalse();
    }

    @Test
    final void isEnded_saysThatTheLastDatagramWasRefusedAndThenThatNothingIsKnown() throws IOException {
        Connection connection = connect();
        peer.close();
        assertThat(connection.send(bytes("a:1|c\n"))).isTrue();
        assertThatThrownBy(() -> {
                    while (true) {
                        transport.await(HOUR);
                        connection.isEnded();
                    }
                })
                .isInstanceOf(PortUnreachableException.class);
        assertThat(connection.isEnded()).isFalse();
        connection.close();
    }

    @Test
    final void await_returnsWhenADatagramIsRefused() throws IOException {
        Connection connection = connect();
        peer.close();
        connection.send(bytes("a:1|c\n"));
        transport.await(HOUR); // the test's time is shorter
        connection.close();
    }

    @Test
    final void isEnded_readsWhatAServerSays() throws IOException {
        Connection connection = connect();
        deliver(connection, "a:1|c\n");
        peer.answer("hello");
        transport.await(HOUR);
        assertThat(connection.isEnded()).isFalse();
        connection.close();
    }

    @Test
    final void send_reachesAServerAtAnAddressOfSixteenBytes() throws IOException {
        try (DatagramPeer other = new DatagramPeer(DatagramChannel.open().bind(loopbackOfIpv6()));
                Transport there = to("::1", other.port())) {
            Connection connection = Objects.requireNonNull(there.open(0));
            assertThat(connection.send(bytes("a:1|c\n"))).isTrue();
            Awaitility.await().until(other::read, "a:1|c\n"::equals);
            connection.close();
        }
    }

    /** The JDK takes the wildcard of IPv4 for that of IPv6, where there is IPv6. */
    @Test
    @EnabledOnOs(OS.LINUX)
    final void send_toAllZerosReachesThisHostByIpv6() throws IOException {
        try (DatagramPeer other = new DatagramPeer(DatagramChannel.open().bind(loopbackOfIpv6()));
                Transport there = to("0.0.0.0", other.port())) {
            Connection connection = Objects.requireNonNull(there.open(0));
            assertThat(connection.send(bytes("a:1|c\n"))).isTrue();
            Awaitility.await().until(other::read, "a:1|c\n"::equals);
            connection.close();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    final void open_refusesABroadcastAddress() throws IOException {
        try (Transport there = to("127.255.255.255", peer.port())) {
            assertThatThrownBy(() -> there.open(0))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("Permission denied");
        }
    }

    static InetSocketAddress loopbackOfIpv6() throws IOException {
        byte[] address = new byte[16];
        address[15] = 1;
        InetAddress loopback = InetAddress.getByAddress(address);
        assumeTrue(NetworkInterface.getByInetAddress(loopback) != null, "needs IPv6");
        return new InetSocketAddress(loopback, 0);
    }
}
