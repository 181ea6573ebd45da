package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Delivery;
import io.sprockets.statsd.StatsdConnector;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.event.Level;

/** A server that will never say anything may end its own direction at once. It reads on, so it is no failure. */
@ExtendWith(Table.class)
class HalfClosingServerTest {
    private static final int LINES = 1_000;
    private static final int BATCH = 50;

    private int recorded;

    @Test
    void aServerThatHalfClosesItsOwnSideAtOnceGetsEveryLineOnce(Scenario scenario) {
        Log.clear();
        try (Peer server = Peer.start(HalfClosingServerTest::halfCloseAndRead);
                StatsdConnector statsd = connector(server).build()) {
            statsd.start();
            deliver(server, statsd);
            statsd.close();

            scenario.assertClosed(statsd, recorded);
            scenario.delivered(server.lines().stream().distinct().count());
            scenario.note("%d connections".formatted(server.connections()));
            assertThat(server.lines()).as("each once").hasSize(recorded);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(Log.lines(Level.WARN)).isEmpty();
        }
    }

    @Test
    void withConfirmedDeliveryItGetsEveryLineTwiceAtMost(Scenario scenario) {
        try (Peer server = Peer.start(HalfClosingServerTest::halfCloseAndRead);
                StatsdConnector statsd =
                        connector(server).delivery(Delivery.CONFIRMED).build()) {
            statsd.start();
            deliver(server, statsd);
            Faulty.during(Duration.ofSeconds(4), () -> {});
            statsd.close();

            scenario.assertClosed(statsd, recorded);
            long delivered = server.lines().stream().distinct().count();
            scenario.delivered(delivered).duplicates(server.lines().size() - delivered);
            scenario.note("%d connections".formatted(server.connections()));
            assertThat(delivered).isEqualTo(recorded);
            assertThat(server.connections()).as("a few to ask, and no more").isLessThan(10);
            for (int i = 0; i < recorded; i++) {
                assertThat(server.times("counters.line." + i + ":1|c")).isBetween(1L, 2L);
            }
        }
    }

    private void deliver(Peer server, StatsdConnector statsd) {
        while (recorded < LINES) {
            for (int i = 0; i < BATCH; i++) {
                statsd.incr("line." + recorded++);
            }
            awaitThat("every line")
                    .until(() -> server.lines().stream().distinct().count() >= recorded);
        }
    }

    private static void halfCloseAndRead(Peer.Visit visit) throws java.io.IOException {
        visit.socket.shutdownOutput();
        visit.readToEnd();
    }

    private static StatsdConnector.Builder connector(Peer server) {
        return StatsdConnector.builder()
                .host("127.0.0.1")
                .port(server.port())
                .reconnectBackoff(Duration.ofMillis(10), Duration.ofMillis(50))
                .writeTimeout(Duration.ofSeconds(1))
                .stopTimeout(Duration.ofSeconds(2));
    }
}
