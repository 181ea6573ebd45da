package consumer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import io.sprockets.statsd.testing.junit.StatsdTest;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;

/** Eight threads run these at once: each finds its own metrics only. */
@StatsdTest
class ReturnsTest {
    @RepeatedTest(40)
    void aReturnIsCounted(StatsdServer server) {
        place(server, "sent");
    }

    @RepeatedTest(40)
    void aRefusedReturnIsCounted(StatsdServer server) {
        place(server, "refused");
    }

    private static void place(StatsdServer server, String how) {
        try (StatsdConnector statsd = StatsdConnector.builder()
                .host(server.host())
                .port(server.port())
                .build()) {
            statsd.start();
            statsd.incr("returns." + how);

            server.awaitCounter("counters.returns." + how, 1, Duration.ofMinutes(1));
            assertTrue(server.badLines().isEmpty());
        }
    }
}
