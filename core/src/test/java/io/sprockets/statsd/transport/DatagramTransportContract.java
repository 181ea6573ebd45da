package io.sprockets.statsd.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the sender relies on when each send is a datagram. */
abstract class DatagramTransportContract extends TransportContract<DatagramPeer> {
    private static final int MORE_THAN_ANY_SOCKET_TAKES = 10_000_000;

    @Test
    final void send_isOneDatagram() throws IOException {
        assertThat(transport.sendsDatagrams()).isTrue();
        Connection connection = connect();
        deliver(connection, "a:1|c\nb:1|c\n");
        deliver(connection, "c:1|c\n");
        Awaitility.await().until(peer::datagrams, List.of("a:1|c\nb:1|c\n", "c:1|c\n")::equals);
        assertThat(connection.isEnded()).isFalse();
        assertThat(connection.finish()).isFalse();
        connection.close();
    }

    @Test
    final void send_failsForADatagramThatIsTooLongWithoutTheLookOfARefusalAndGoesOn() throws IOException {
        Connection connection = connect();
        ByteBuffer large = ByteBuffer.allocateDirect(MORE_THAN_ANY_SOCKET_TAKES);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> connection.send(large))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(PortUnreachableException.class);
            assertThat(large.position()).isZero();
        }
        deliver(connection, "a:1|c\n");
        awaitReceived("a:1|c\n");
        connection.close();
    }

    @Test
    final void send_saysThatNobodyListensAnyMore() throws IOException {
        Connection connection = connect();
        deliver(connection, "a:1|c\n");
        awaitReceived("a:1|c\n");
        peer.close();
        ByteBuffer refused = bytes("b:1|c\n");
        assertThatThrownBy(() -> {
                    while (true) {
                        connection.send(refused.rewind());
                    }
                })
                .isInstanceOf(PortUnreachableException.class);
        assertThat(refused.position()).isZero();
        connection.close();
    }
}
