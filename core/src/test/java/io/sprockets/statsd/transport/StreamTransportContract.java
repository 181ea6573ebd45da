package io.sprockets.statsd.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the sender relies on when there is a connection. */
abstract class StreamTransportContract extends TransportContract<StreamPeer> {
    private static final long SHORT = 1_000_000; // nanoseconds

    @Test
    final void isNoDatagramAndIsNeverStale() throws IOException {
        assertThat(transport.sendsDatagrams()).isFalse();
        assertThat(transport.refusesLate()).isFalse();
        Connection connection = connect();
        transport.settled();
        assertThat(transport.isStale(HOUR * 24 * 10_000)).isFalse();
        connection.close();
    }

    @Test
    final void send_waitsForAServerThatDoesNotReadAndGoesOnWhenItDoes() throws IOException {
        Connection connection = connect();
        String packet = "abcdefg\n".repeat(1000);
        ByteBuffer bytes = bytes(packet);
        int packets = 1;
        while (connection.send(bytes)) {
            bytes.rewind();
            packets++;
        }
        assertThat(connection.send(bytes)).isFalse();
        do {
            peer.read();
            transport.await(HOUR);
        } while (!connection.send(bytes));
        awaitReceived(packet.repeat(packets));
        connection.close();
    }

    @Test
    final void isEnded_whenTheServerHasEnded() throws IOException {
        Connection connection = connect();
        assertThat(connection.isEnded()).isFalse();
        peer.end();
        transport.await(HOUR);
        Awaitility.await().until(connection::isEnded);
        assertThat(connection.isEnded()).isTrue();
        connection.close();
    }

    @Test
    final void isEnded_readsAndForgetsWhatTheServerSays() throws IOException {
        Connection connection = connect();
        deliver(connection, "a:1|c\n");
        for (int i = 0; i < 10; i++) {
            peer.talk(10_000);
            assertThat(connection.isEnded()).isFalse();
        }
        connection.finish();
        Awaitility.await().until(() -> {
            connection.isEnded();
            return peer.finished() == 1;
        });
        peer.end();
        Awaitility.await().until(connection::isEnded);
        connection.close();
    }

    @Test
    final void finish_letsTheServerReadEverythingAndAnswer() throws IOException {
        Connection connection = connect();
        deliver(connection, "a:1|c\n");
        assertThat(connection.finish()).isTrue();
        assertThat(connection.isEnded()).isFalse();
        Awaitility.await().until(() -> peer.finished() == 1);
        assertThat(peer.read()).isEqualTo("a:1|c\n");
        peer.end();
        while (!connection.isEnded()) {
            transport.await(SHORT);
        }
        connection.close();
    }
}
