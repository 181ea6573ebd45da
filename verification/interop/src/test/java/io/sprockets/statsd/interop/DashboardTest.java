package io.sprockets.statsd.interop;

import static io.sprockets.statsd.interop.StatsdProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.micrometer.StatsdConnectorMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard for Grafana is one, and every query of it finds what Micrometer's binders send. */
class DashboardTest {
    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path FOLDER = MODULE.resolve("../../docs/grafana");
    private static final Path DASHBOARD = FOLDER.resolve("jvm-and-http.json");
    private static final String PREFIX = "applications.my-service";

    /** Where statsd writes a value in Graphite; those of timers and counters have a last segment more. */
    private static final Pattern QUERY =
            Pattern.compile("\\$stats\\.(gauges\\.[^,)]+|(?:timers|counters)\\.[^,)]+(?=\\.[a-z_]+[,)]))");

    @TempDir
    Path folder;

    @Test
    void itIsADashboard() throws Exception {
        assertThat(check(DASHBOARD)).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNone() throws Exception {
        Path broken = folder.resolve("broken.json");
        Files.writeString(broken, Files.readString(DASHBOARD).replaceFirst("\"w\": 24", "\"w\": \"24\""));
        assertThat(check(broken)).contains("/gridPos/w must be number");
        Files.writeString(broken, Files.readString(DASHBOARD).replaceFirst("\"schemaVersion\": [0-9]+,", ""));
        assertThat(check(broken)).contains("must have required property 'schemaVersion'");
    }

    @Test
    void everyQueryFindsWhatTheBindersSend() throws Exception {
        try (StatsdProcess server = StatsdProcess.started(folder);
                StatsdConnector statsd =
                        server.connector(Protocol.TCP).prefix(PREFIX).build();
                JvmGcMetrics collections = new JvmGcMetrics()) {
            statsd.start();
            MeterRegistry registry = StatsdConnectorMeterRegistry.builder(statsd)
                    .step(Duration.ofMillis(100))
                    .build();
            Stream.of(
                            new JvmMemoryMetrics(),
                            new JvmThreadMetrics(),
                            new ClassLoaderMetrics(),
                            new ProcessorMetrics(),
                            new FileDescriptorMetrics(),
                            collections)
                    .forEach(binder -> binder.bindTo(registry));
            recordRequest(registry);
            List<String> queries = queries();
            assertThat(queries).hasSizeGreaterThan(15);
            List<String> unanswered = new ArrayList<>(queries);
            await("each of " + queries).atMost(PATIENCE).until(() -> {
                System.gc();
                Set<String> names = names(server.journal());
                unanswered.removeIf(query -> names.stream().anyMatch(name -> name.matches(query)));
                return unanswered.isEmpty();
            });
            registry.close();
        }
    }

    /** With the tags that Spring gives it. */
    private static void recordRequest(MeterRegistry registry) {
        Timer.builder("http.server.requests")
                .tags("error", "none", "exception", "none", "method", "GET", "outcome", "SUCCESS", "status", "200")
                .tag("uri", "/orders/{id}")
                .register(registry)
                .record(Duration.ofMillis(5));
    }

    /** As patterns of the names after statsd's namespace. */
    private static List<String> queries() throws IOException {
        String dashboard = Files.readString(DASHBOARD);
        Matcher tags = Pattern.compile("\"name\": \"requests\",.*?\"query\": \"([^\"]+)\"", Pattern.DOTALL)
                .matcher(dashboard);
        assertThat(tags.find()).isTrue();
        List<String> queries = new ArrayList<>();
        Matcher target = Pattern.compile("\"target\": \"(.*)\"").matcher(dashboard);
        while (target.find()) {
            Matcher query = QUERY.matcher(target.group(1));
            assertThat(query.find()).as(target.group()).isTrue();
            queries.add(query.group(1)
                    .replace("$prefix", PREFIX)
                    .replace("$requests", tags.group(1))
                    .replace(".", "\\.")
                    .replace("*", "[^.]+"));
        }
        return queries;
    }

    private static Set<String> names(Journal journal) {
        return Stream.of(
                        journal.gauges().keySet().stream().map(name -> "gauges." + name),
                        journal.counters().keySet().stream().map(name -> "counters." + name),
                        journal.timers().keySet().stream().map(name -> "timers." + name))
                .flatMap(names -> names)
                .collect(Collectors.toSet());
    }

    /** What is wrong with it. */
    private static String check(Path dashboard) throws Exception {
        Process check = new ProcessBuilder(
                        "node",
                        MODULE.resolve("check-dashboard.js").toString(),
                        FOLDER.resolve("dashboard.schema.json").toString(),
                        dashboard.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(check.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(check.waitFor()).as(output).isEqualTo(output.isEmpty() ? 0 : 1);
        return output;
    }
}
