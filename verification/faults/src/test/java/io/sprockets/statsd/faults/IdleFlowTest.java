package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Delivery;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A TCP balancer forgets connections that were idle for a while, without a word, and then drops what comes over them.
 */
@ExtendWith(Table.class)
class IdleFlowTest {
    private static final int LINES = 6;
    private static final Duration FORGOTTEN = Duration.ofMillis(400);
    private static final Duration BETWEEN_LINES = Duration.ofMillis(700);
    private static final Duration REPLACED = Duration.ofMillis(100);

    static Stream<Delivery> deliveries() {
        return Stream.of(Delivery.AT_MOST_ONCE, Delivery.CONFIRMED);
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void aLineNowAndThenArrivesThoughABalancerForgetsIdleFlows(Delivery delivery, Scenario scenario) {
        try (StatsdServer server = StatsdServer.start();
                Relay balancer = Relay.forgetting(server.port(), FORGOTTEN.toNanos());
                StatsdConnector statsd = StatsdConnector.builder()
                        .host("127.0.0.1")
                        .port(balancer.port())
                        .delivery(delivery)
                        .maxConnectionIdle(REPLACED)
                        .build()) {
            statsd.start();
            Faulty.awaitConnected(statsd);
            for (int i = 0; i < LINES; i++) {
                Faulty.during(BETWEEN_LINES, () -> {});
                statsd.incr("line." + i);
            }
            statsd.close();
            awaitThat("the last line").until(() -> server.counter("counters.line." + (LINES - 1)) > 0);

            scenario.assertClosed(statsd, LINES);
            scenario.delivered(server.counters().size()).duplicates(server.linesReceived() - LINES);
            scenario.note("the balancer dropped %d bytes".formatted(balancer.swallowed()));
            assertThat(server.counters()).hasSize(LINES);
            assertThat(server.linesReceived()).isEqualTo(LINES);
        }
    }
}
