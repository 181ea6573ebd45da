package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a debugger or a log shows of our types is of use. */
class DescriptionTest {
    private final StatsdConnector connector =
            StatsdConnector.builder().host("localhost").prefix("app").build();

    @Test
    void aConnectorSaysWhereItSendsTo() {
        assertThat(connector).hasToString("StatsdConnector to statsd server tcp://localhost:8125 (STATSD, prefix app)");
    }

    @Test
    void aDisabledConnectorSaysThatItIs() {
        assertThat(StatsdConnector.builder().enabled(false).build())
                .hasToString("StatsdConnector to no server, as it is disabled");
    }

    @Test
    void aViewSaysWhatItAdds() {
        assertThat(connector.scoped("db").tagged(Tags.of("region", "eu")).sampled(0.1))
                .hasToString("Statsd for app.db.* with " + Tags.of("region", "eu") + " @0.1");
        assertThat(connector.bare()).hasToString("Statsd for *");
    }

    @Test
    void theNoopSaysThatItIsOne() {
        assertThat(Statsd.noop()).hasToString("Statsd.noop()");
    }

    @Test
    void aTimerSaysWhetherItRuns() {
        try (Timer timer = connector.timer("job")) {
            assertThat(timer).hasToString("timer job (new)");
            assertThat(timer.start()).hasToString("timer job (running)");
            assertThat(timer.stop()).hasToString("timer job (sent)");
        }
    }

    @Test
    void dropsAreInTheOrderOfTheirReasons() {
        Map<DropReason, Long> drops = Map.of(DropReason.CLOSED, 3L, DropReason.INVALID, 2L, DropReason.QUEUE_FULL, 1L);
        ConnectorStats stats = new ConnectorStats(0, 0, 0, drops, 0, 0, false, 0, 0);

        assertThat(List.copyOf(stats.droppedBy().keySet())).isSorted();
    }
}
