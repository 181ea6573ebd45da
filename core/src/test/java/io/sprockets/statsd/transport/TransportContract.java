package io.sprockets.statsd.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the sender relies on, whatever the protocol and whoever makes the system calls. */
@Timeout(30)
abstract class TransportContract<P extends Peer> {
    static final long HOUR = 3_600_000_000_000L; // nanoseconds
    private static final long SHORT = 1_000_000; // nanoseconds
    private static final int MOST_ROUNDS = 5_000;

    P peer;
    Transport transport;

    /** A server; each in its own place. */
    abstract P listen() throws IOException;

    /** To this server. */
    abstract Transport to(P server) throws IOException;

    /** Bytes of heap that a send takes, through no fault of this library's. */
    long allocatedByTheSystem() {
        return 0;
    }

    @BeforeEach
    final void open() throws IOException {
        peer = listen();
        transport = to(peer);
    }

    @AfterEach
    final void end() throws IOException {
        transport.close();
        peer.close();
    }

    @Test
    void send_handsOverWholeLinesInOrder() throws IOException {
        Connection connection = connect();
        deliver(connection, "a:1|c\nb:2|c\n");
        deliver(connection, "c:3|c\n");
        awaitReceived("a:1|c\nb:2|c\nc:3|c\n");
        assertThat(connection.isEnded()).isFalse();
        connection.close();
    }

    @Test
    void send_takesAPacketOfTheSizeThatTheTransportStates() throws IOException {
        Connection connection = connect();
        String packet = "abcdefg\n".repeat(transport.packetBytes() / 8);
        deliver(connection, packet);
        awaitReceived(packet);
        connection.close();
    }

    @Test
    void send_allocatesNothing() throws IOException {
        Connection connection = connect();
        ByteBuffer line = bytes("a:1|c\n");
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < MOST_ROUNDS && least > 20 * allocatedByTheSystem(); i++) { // until it is compiled
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int j = 0; j < 20; j++) {
                connection.send(line.rewind());
                connection.isEnded();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            peer.read();
        }
        assertThat(least).isEqualTo(20 * allocatedByTheSystem());
        connection.close();
    }

    @Test
    void openBeside_makesAnotherConnectionToTheSameServer() throws IOException {
        Connection first = connect();
        transport.settled();
        Connection second = establish(transport.openBeside());
        deliver(first, "a:1|c\n");
        awaitReceived("a:1|c\n");
        deliver(second, "b:1|c\n");
        awaitReceived("a:1|c\nb:1|c\n");
        first.close();
        deliver(second, "c:1|c\n");
        awaitReceived("a:1|c\nb:1|c\nc:1|c\n");
        second.close();
    }

    @Test
    void close_losesNothingThatWasHandedOver() throws IOException {
        Connection connection = connect();
        deliver(connection, "a:1|c\n");
        connection.close();
        connection.close();
        awaitReceived("a:1|c\n");
    }

    @Test
    void nobodyListening_isAFailureOfTheConnectionAndLaterOnesWork() throws IOException {
        peer.close();
        assertThatThrownBy(() -> {
                    Connection connection = connect();
                    while (true) {
                        connection.send(bytes("a:1|c\n"));
                        transport.await(SHORT);
                        connection.isEnded();
                    }
                })
                .isInstanceOf(IOException.class);
        assertThat(transport.hasOtherAddress()).isFalse();
    }

    @Test
    void await_returnsAfterItsTime() throws IOException {
        Connection connection = connect();
        transport.await(SHORT);
        transport.await(0);
        connection.close();
    }

    @Test
    void await_endsWhenItIsWokenBeforeOrMeanwhile() throws Exception {
        transport.wakeup();
        transport.await(HOUR);
        CountDownLatch ended = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            try {
                transport.await(HOUR);
                ended.countDown();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        waiting.start();
        transport.wakeup();
        ended.await();
        waiting.join();
    }

    @Test
    void isStale_notBeforeAConnectionWasOpenedNorAtOnce() throws IOException {
        assertThat(transport.isStale(0)).isFalse();
        Connection connection = connect();
        assertThat(transport.isStale(0)).isFalse();
        connection.close();
    }

    @Test
    void connections_leaveNothingOpen() throws IOException {
        connect().close();
        peer.read();
        transport.await(SHORT);
        Transport each = to(peer);
        each.close();
        long before = descriptors();
        for (int i = 0; i < 20; i++) {
            Transport other = to(peer);
            Connection connection = connect(other);
            deliver(connection, "a:1|c\n");
            connection.close();
            other.close();
        }
        assertThat(descriptors() - before).isLessThan(20); // the server's ends of streams are still there
    }

    final Connection connect() throws IOException {
        return connect(transport);
    }

    static ByteBuffer bytes(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    /** Sends all of it, while the server reads. */
    final void deliver(Connection connection, String lines) throws IOException {
        ByteBuffer bytes = bytes(lines);
        while (!connection.send(bytes)) {
            peer.read();
            transport.await(SHORT);
        }
        assertThat(bytes.hasRemaining()).isFalse();
    }

    final void awaitReceived(String lines) {
        Awaitility.await().until(peer::read, lines::equals);
    }

    final Connection establish(Connection connection) throws IOException {
        while (!connection.isEstablished()) {
            transport.await(SHORT);
        }
        return connection;
    }

    static long descriptors() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    private Connection connect(Transport transport) throws IOException {
        Connection connection = transport.open(0);
        while (connection == null) {
            transport.await(HOUR);
            connection = transport.open(0);
        }
        return establish(connection);
    }
}
