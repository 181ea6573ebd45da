package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Delivery;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A TCP balancer has read lines, and has no server any more that it could pass them on to. */
@ExtendWith(Table.class)
class BalancerTest {
    private static final int DEATHS = 5;
    private static final int LINES_PER_SECOND = 10_000;
    private static final int LINES_PER_LIFE = LINES_PER_SECOND / 5;

    private StatsdServer server;
    private int recorded;

    @BeforeEach
    void startServer() {
        server = StatsdServer.start();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    /** An end that was not asked for confirms nothing, however few lines came before it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 5_000})
    void whatABalancerCouldNotPassOnIsSentAgain(int lines, Scenario scenario) {
        try (Relay balancer = Relay.to(server.port());
                StatsdConnector statsd = confirmed(balancer)) {
            statsd.start();
            for (int i = 0; i < DEATHS; i++) {
                record(statsd, lines);
                awaitThat("all so far").until(() -> server.counters().size() >= recorded);
                awaitThat("no change of connections").until(() -> statsd.stats().confirmed() >= recorded);
                balancer.killBackend();
                long before = balancer.swallowed();
                record(statsd, lines);
                awaitThat("the balancer has read some").until(() -> balancer.swallowed() > before);
                balancer.endConnections();
                awaitThat("the connector knows").until(() -> !statsd.stats().connected());
                balancer.reviveBackend();
            }
            awaitThat("all").until(() -> server.counters().size() >= recorded);
            statsd.close();

            scenario.assertClosed(statsd, recorded);
            scenario.delivered(server.counters().size()).duplicates(server.linesReceived() - recorded);
            scenario.note("the balancer lost %d bytes".formatted(balancer.swallowed()));
            assertThat(server.counters()).hasSize(recorded);
            assertThat(statsd.stats().dropped()).isZero();
        }
    }

    @Test
    void aBalancerThatLosesItsServerUnderLoadLosesNoLine(Scenario scenario) {
        try (Relay balancer = Relay.to(server.port());
                StatsdConnector statsd = confirmed(balancer)) {
            statsd.start();
            Load load = Load.start(statsd, 2, LINES_PER_SECOND);
            for (int i = 0; i < DEATHS; i++) {
                long goal = server.linesReceived() + LINES_PER_LIFE;
                awaitThat("a load").until(() -> server.linesReceived() >= goal);
                long before = balancer.swallowed();
                balancer.killBackend();
                awaitThat("the balancer has read some, unless the connection was just being changed")
                        .until(() ->
                                balancer.swallowed() > before || !statsd.stats().connected());
                balancer.endConnections();
                balancer.reviveBackend();
            }
            load.close();
            statsd.close();

            Arrivals arrivals = new Arrivals(server.lines(), load.counts());
            scenario.assertClosed(statsd, load.recorded());
            scenario.delivered(arrivals.delivered()).duplicates(arrivals.duplicates());
            scenario.note("the balancer lost %d bytes".formatted(balancer.swallowed()));
            assertThat(arrivals.missing()).isZero();
            assertThat(arrivals.unknown()).isEmpty();
            assertThat(statsd.stats().dropped()).isZero();
        }
    }

    private static StatsdConnector confirmed(Relay balancer) {
        return StatsdConnector.builder()
                .host("127.0.0.1")
                .port(balancer.port())
                .delivery(Delivery.CONFIRMED)
                .reconnectBackoff(Duration.ofMillis(20), Duration.ofMillis(100))
                .stopTimeout(Duration.ofSeconds(30))
                .build();
    }

    private void record(StatsdConnector statsd, int lines) {
        IntStream.range(recorded, recorded + lines).forEach(line -> statsd.incr("line." + line));
        recorded += lines;
    }
}
