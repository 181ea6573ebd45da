package io.sprockets.statsd.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.testing.StatsdServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a connector takes: no more than its settings say, whatever waits in it. docs/life-of-a-metric.md has the sum.
 */
@ExtendWith(Table.class)
class FootprintTest {
    private static final long MIB = 1 << 20;
    private static final long REST = 2 * MIB; // the queue, and a chunk
    private static final long ALL = 32 * MIB; // queue, backlog, what is merged, and 10,000 series
    private static final long COUNTERS = 16 * MIB; // the queue, 10,000 series with an adder and an account for each

    @Test
    void manyTimersInAnOutageTakeNoMoreThanTheSettingsSay(Scenario scenario) throws Exception {
        assertTakes(ALL, false, scenario);
    }

    @Test
    void manyCountersThatAreAddedUpTakeNoMoreThanTheSumSays(Scenario scenario) throws Exception {
        assertTakes(COUNTERS, true, scenario);
    }

    private static void assertTakes(long most, boolean counts, Scenario scenario) throws Exception {
        try (StatsdServer server = StatsdServer.builder().retainedLines(0).start()) {
            server.refuse();
            try (Jvm application = Jvm.start(
                    List.of(), List.of("-Xmx64m", "-XX:+UseSerialGC"), FootprintMain.class, server.port(), counts)) {
                application.awaitSaid("outage");
                server.recover();
                application.goOn();
                assertThat(application.awaitExit()).isZero();
                scenario.note("at rest " + (application.said("rest") >> 10) + " KiB, in the outage "
                        + (application.said("outage") >> 10) + " KiB");
                assertThat(application.said("rest")).isLessThan(REST);
                assertThat(application.said("outage")).isLessThan(most);
                assertThat(application.said("flushed"))
                        .as("the sender is alive")
                        .isEqualTo(1);
                Ledger ledger = Ledger.said(application);
                assertThat(ledger.sum()).isEqualTo((long) FootprintMain.TIMERS * FootprintMain.VALUES);
                assertThat(ledger.dropped().get(DropReason.QUEUE_FULL)).isZero();
                scenario.assertClosed(ledger, ledger.sum());
                scenario.delivered(server.linesReceived());
            }
        }
    }
}
