package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A JVM ends, or is frozen, with a connector that was never closed. */
@ExtendWith(Table.class)
class ExitTest {
    private static final int REQUESTS = 3;

    @Test
    void aConnectorThatClosesAtTheExitDeliversEverything(Scenario scenario) throws Exception {
        try (StatsdServer server = StatsdServer.start()) {
            end(server, true);
            awaitThat("all lines").until(() -> server.linesReceived() >= ExitMain.LINES);
            scenario.delivered(server.linesReceived());
            assertThat(server.counters()).hasSize(ExitMain.LINES);
            assertThat(server.linesReceived()).isEqualTo(ExitMain.LINES);
        }
    }

    /** There is no one left to count it; this row shows what it may cost. */
    @Test
    void withoutThatWhatWaitsIsLostWithTheJvm(Scenario scenario) throws Exception {
        try (StatsdServer server = StatsdServer.start()) {
            end(server, false);
            scenario.delivered(server.linesReceived());
            scenario.note("%d lines were lost with the JVM".formatted(ExitMain.LINES - server.linesReceived()));
            assertThat(server.linesReceived()).as("none twice").isLessThanOrEqualTo(ExitMain.LINES);
            assertThat(server.badLines()).isEmpty();
        }
    }

    /** Functions on demand are frozen between two requests, so what waits would come minutes later, or never. */
    @Test
    void whatIsFlushedBeforeTheProcessIsFrozenHasArrived(Scenario scenario) throws Exception {
        try (StatsdServer server = StatsdServer.start();
                Jvm function = Jvm.start(FrozenMain.class, server.port(), REQUESTS)) {
            for (int request = 1; request <= REQUESTS; request++) {
                int lines = request * FrozenMain.LINES;
                function.awaitSaid("flushed." + request);
                function.freeze();
                assertThat(function.said("flushed." + request)).isEqualTo(1);
                awaitThat("what the kernel was given").until(() -> server.linesReceived() >= lines);
                assertThat(server.linesReceived()).isEqualTo(lines);
                function.thaw();
                function.goOn();
            }
            assertThat(function.awaitExit()).isZero();
            scenario.assertClosed(Ledger.said(function), REQUESTS * (long) FrozenMain.LINES);
            scenario.delivered(server.linesReceived());
            assertThat(server.counters()).hasSize(REQUESTS * FrozenMain.LINES);
        }
    }

    private static void end(StatsdServer server, boolean closesAtExit) throws InterruptedException {
        try (Jvm application = Jvm.start(List.of(), List.of(), ExitMain.class, server.port(), closesAtExit)) {
            assertThat(application.awaitExit()).isZero();
        }
    }
}
