package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

/** Nothing listens on a machine that is far away, so what was sent before its refusal comes back is lost. */
@ExtendWith(Table.class)
class LateRefusalTest {
    private static final int LINES_PER_SECOND = 1_000;
    private static final int LINES_BEFORE = 5_000;
    private static final int LINES_AFTER = 1_000;

    @BeforeEach
    void clearLog() {
        Log.clear();
    }

    /** Once the connector knows that the server is gone, it risks nothing until it knows better. */
    @ParameterizedTest
    @CsvSource({"5, 1000", "30, 1000", "100, 1000", "30, 20"})
    void noLineIsLostAfterTheFirstRefusal(int roundTrip, int shortestBackoff, Scenario scenario) {
        assumeTrue(Machine.isPossible(), "needs root, python3, ip and a TUN device of Linux");
        try (Jvm machine = Machine.away(roundTrip);
                StatsdConnector statsd = StatsdConnector.builder()
                        .host(Machine.ADDRESS)
                        .port(8125)
                        .protocol(Protocol.UDP)
                        .reconnectBackoff(Duration.ofMillis(shortestBackoff), Duration.ofMillis(2L * shortestBackoff))
                        .build()) {
            machine.awaitSaid("ready");
            statsd.start();
            statsd.incr("first");
            awaitThat("the first refusal").until(() -> !Log.lines(Level.WARN).isEmpty());
            Load load = Load.start(statsd, 1, LINES_PER_SECOND);
            awaitThat("an outage").until(() -> load.recorded() >= LINES_BEFORE);
            machine.goOn();
            machine.awaitSaid("open");
            awaitThat("it is there").until(() -> statsd.stats().connected());
            long goal = load.recorded() + LINES_AFTER;
            awaitThat("a load").until(() -> load.recorded() >= goal);
            load.close();
            String last = "gauges.caller.0:" + (load.recorded() - 1) + "|g";
            awaitThat("the last line").until(() -> machine.output().contains(last));
            statsd.close();

            List<String> lines = new ArrayList<>(machine.output());
            lines.remove("counters.first:1|c");
            lines.removeIf(String::isEmpty); // datagrams of one call are filled up with empty lines
            Arrivals arrivals = new Arrivals(lines, load.counts());
            scenario.assertClosed(statsd, load.recorded() + 1);
            scenario.delivered(arrivals.delivered()).duplicates(arrivals.duplicates());
            scenario.note("%d lines lost".formatted(arrivals.missing()));
            assertThat(arrivals.missing()).isZero();
            assertThat(arrivals.unknown()).isEmpty();
            assertThat(statsd.stats().dropped()).isZero();
        }
    }
}
