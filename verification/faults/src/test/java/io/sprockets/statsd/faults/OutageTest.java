package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.OutageMain.SERIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.faults.OutageMain.Kind;
import io.sprockets.statsd.testing.StatsdServer;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server is away for a long time, and the application goes on as before. */
@ExtendWith(Table.class)
class OutageTest {
    private static final int METRICS = 30_000_000; // ten minutes of 50,000 a second
    private static final int ROUNDS = METRICS / SERIES;
    private static final long HEAP_GROWTH = 8 << 20;

    private final StatsdServer server = StatsdServer.builder().retainedLines(0).start();

    @Test
    void thirtyMillionMetricsOfAnOutageAreFoldedInNinetySixMegabytes(Scenario scenario) throws Exception {
        server.refuse();
        try (server;
                Jvm application = Jvm.start(List.of(), List.of("-Xmx96m"), OutageMain.class, server.port(), METRICS)) {
            application.awaitSaid("connected");
            server.recover();
            application.goOn();
            assertThat(application.awaitExit()).isZero();
            Ledger ledger = Ledger.said(application);
            scenario.assertClosed(ledger, METRICS);
            scenario.delivered(server.linesReceived() + ledger.folded());
            scenario.note("%d ms for the recordings".formatted(application.said("millis")));
            scenario.note("heap %d KiB at 10 %%, %d KiB at the end"
                    .formatted(application.said("heap.early") / 1024, application.said("heap.late") / 1024));
            assertThat(application.said("connected")).isZero();
            assertThat(ledger.droppedSum()).isZero();
            assertThat(application.said("heap.late")).isLessThan(application.said("heap.early") + HEAP_GROWTH);
            assertThat(server.linesReceived()).isEqualTo(ledger.sent());
        }
        assertWhole();
    }

    private void assertWhole() {
        double sum = IntStream.range(0, ROUNDS).map(round -> round % 7).sum();
        for (int number = 0; number < SERIES; number++) {
            String name = "series." + number;
            switch (Kind.of(number)) {
                case COUNTER ->
                    assertThat(server.counter("counters." + name)).as(name).isEqualTo(sum);
                case GAUGE ->
                    assertThat(server.gauge("gauges." + name))
                            .as(name)
                            .isEqualTo((double) (ROUNDS - 1) * SERIES + number);
                case TIMER ->
                    assertThat(server.timer("timers." + name))
                            .as(name)
                            .isCloseTo(ROUNDS, Percentage.withPercentage(0.1));
                case SET ->
                    assertThat(server.sets().get("sets." + name)).as(name).hasSize(OutageMain.MEMBERS);
            }
        }
        assertThat(server.badLines()).isEmpty();
        assertThat(server.metricsBeyondMaxSeries()).isZero();
    }
}
