package io.sprockets.statsd.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JvmMetricsTest {
    @Test
    void theJvmsOwnMetricsArrive() {
        try (StatsdServer received = StatsdServer.start();
                StatsdConnector statsd = StatsdConnector.builder()
                        .host(received.host())
                        .port(received.port())
                        .prefix("app")
                        .build()) {
            statsd.start();
            JvmMetrics.registry(statsd).close();
            received.awaitLines(statsd.stats().sent(), Duration.ofMinutes(1));

            assertThat(received.gauges())
                    .containsKeys(
                            "app.jvmThreadsLive.statistic.value",
                            "app.jvmThreadsStates.state.runnable.statistic.value",
                            "app.systemCpuCount.statistic.value");
            assertThat(received.gauges().keySet()).anyMatch(name -> name.startsWith("app.jvmMemoryUsed.area.heap."));
            assertThat(received.badLines()).isEmpty();
        }
    }
}
