package io.sprockets.statsd.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Code that is not ours never comes back, or waits for us. A close returns all the same, and the JVM ends by itself.
 */
@ExtendWith(Table.class)
class StuckTest {
    private static final int RECORDED = 1_001;

    @ParameterizedTest
    @EnumSource
    void aCloseReturnsAndTheJvmEndsWhileAServerListens(StuckMain.Trap trap, Scenario scenario) throws Exception {
        try (StatsdServer server = StatsdServer.start()) {
            closeAndEnd(server, trap, scenario);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCloseReturnsAndTheJvmEndsWhileNobodyListens(StuckMain.Trap trap, Scenario scenario) throws Exception {
        try (StatsdServer server = StatsdServer.start()) {
            server.refuse();
            closeAndEnd(server, trap, scenario);
        }
    }

    private static void closeAndEnd(StatsdServer server, StuckMain.Trap trap, Scenario scenario) throws Exception {
        try (Jvm application = Jvm.start(StuckMain.class, server.port(), trap)) {
            assertThat(application.awaitExit()).isZero();
            Ledger ledger = Ledger.said(application);
            scenario.assertClosed(ledger, RECORDED);
            scenario.delivered((long) server.counter("counters.hits"));
            if (trap != StuckMain.Trap.LISTENER_EXITS_WHILE_A_HOOK_CLOSES) {
                assertThat(application.said("stopped"))
                        .as("a stop is over, too")
                        .isEqualTo(1);
                assertThat(application.said("closed")).isEqualTo(1);
            }
        }
    }
}
