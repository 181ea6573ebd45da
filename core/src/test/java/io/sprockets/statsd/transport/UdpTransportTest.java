package io.sprockets.statsd.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class UdpTransportTest extends DatagramTransportContract {
    private static final Duration EVERY = Duration.ofSeconds(30);

    @Override
    DatagramPeer listen() throws IOException {
        return new DatagramPeer(
                DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    }

    @Override
    Transport to(DatagramPeer server) throws IOException {
        return SelectorTransport.udp(List.of("127.0.0.1"), server.port(), 1432, EVERY);
    }

    @Test
    void isStale_whenTheSocketHasHadItsTimeThoughTheAddressIsTheSame() throws IOException {
        assertThat(transport.refusesLate()).isTrue();
        connect().close(); // at 0
        transport.settled();
        assertThat(transport.isStale(EVERY.toNanos() - 1)).isFalse();
        assertThat(transport.isStale(EVERY.toNanos())).isTrue();
        connect().close();
        assertThat(transport.isStale(EVERY.toNanos() - 1)).isFalse();
    }
}
