package consumer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import io.sprockets.statsd.testing.junit.StatsdTest;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;

/** Eight threads run these at once: each finds its own metrics only. */
@StatsdTest
class OrdersTest {
    @RepeatedTest(40)
    void anOrderIsCounted(StatsdServer server) {
        place(server, "placed");
    }

    @RepeatedTest(40)
    void aCancelledOrderIsCounted(StatsdServer server) {
        place(server, "cancelled");
    }

    private static void place(StatsdServer server, String how) {
        try (StatsdConnector statsd = StatsdConnector.builder()
                .host(server.host())
                .port(server.port())
                .build()) {
            statsd.start();
            statsd.incr("orders." + how);

            server.awaitCounter("counters.orders." + how, 1, Duration.ofMinutes(1));
            assertTrue(server.badLines().isEmpty());
        }
    }
}
