package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.OutageMain.SERIES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.ConnectorStats;
import io.sprockets.statsd.faults.OutageMain.Kind;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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
        Map<String, Long> said = new HashMap<>();
        Process application = application();
        try (server;
                BufferedReader output = application.inputReader(UTF_8)) {
            read(output, said, "connected");
            server.recover();
            application.getOutputStream().write('\n');
            application.getOutputStream().flush();
            read(output, said, "dropped");
            assertThat(application.waitFor()).isZero();
        } finally {
            application.destroyForcibly();
        }
        scenario.assertClosed(ledger(said), METRICS);
        scenario.delivered(server.linesReceived() + said.get("folded"));
        scenario.note("%d ms for the recordings".formatted(said.get("millis")));
        scenario.note("heap %d KiB at 10 %%, %d KiB at the end"
                .formatted(said.get("heap.early") / 1024, said.get("heap.late") / 1024));
        assertThat(said).containsEntry("connected", 0L).containsEntry("dropped", 0L);
        assertThat(said.get("heap.late")).isLessThan(said.get("heap.early") + HEAP_GROWTH);
        assertThat(server.linesReceived()).isEqualTo(said.get("sent"));
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

    private Process application() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        OutageMain.class.getName(),
                        String.valueOf(server.port()),
                        String.valueOf(METRICS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void read(BufferedReader output, Map<String, Long> said, String last) throws IOException {
        while (!said.containsKey(last)) {
            String line = output.readLine();
            assertThat(line).as("the application's next word after %s", said).isNotNull();
            int sign = line.indexOf('=');
            said.put(line.substring(0, sign), Long.valueOf(line.substring(sign + 1)));
        }
    }

    private static ConnectorStats ledger(Map<String, Long> said) {
        return new ConnectorStats(
                said.get("sent"), said.get("pending"), said.get("folded"), Map.of(), 0, 0, false, 0, 0);
    }
}
