package io.sprockets.statsd.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sender that has little to do rests: no metric is needed at once. */
@ExtendWith(Table.class)
class LittleWorkTest {
    private static final Duration PERIOD = Duration.ofSeconds(5);

    /** The limits leave room for a slow machine; what is measured without other load is in docs/benchmarks.md. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 1.5", //
        "2, 0, 8",
        "20, 0, 8",
        "2, 10000, 8"
    })
    void aSenderWithLittleToDoRests(int callsIn20Millis, int aggregationMillis, double limit, Scenario scenario) {
        try (StatsdServer server = StatsdServer.builder().retainedLines(0).start()) {
            StatsdConnector.Builder builder = Faulty.connector(server, Protocol.TCP);
            if (aggregationMillis > 0) {
                builder.aggregation(Duration.ofMillis(aggregationMillis));
            }
            StatsdConnector statsd = builder.build();
            statsd.start();
            Faulty.awaitConnected(statsd);
            int[] recorded = {0};
            Runnable calls = () -> {
                for (int i = 0; i < callsIn20Millis; i++) {
                    statsd.incr("hits");
                    recorded[0]++;
                }
            };
            Faulty.during(PERIOD, calls); // until its code is compiled
            double used = 1_000 * SenderCpu.during(PERIOD, calls);
            statsd.close();

            scenario.assertClosed(statsd, recorded[0]);
            scenario.delivered((long) server.counter("counters.hits"));
            scenario.note("sender used %.2f ms in a second".formatted(used));
            assertThat(used).as("milliseconds of CPU in a second").isLessThan(limit);
            assertThat(server.counter("counters.hits")).isEqualTo(recorded[0]);
        }
    }
}
