package io.sprockets.statsd.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.sprockets.statsd.testing.StatsdServer;
import io.sprockets.statsd.testing.TestClient;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Tests that run at the same time share the server of their class, and each forgets what it received. */
class ParallelTest {
    private static final int REPETITIONS = 40;

    @Test
    void methodsOfAClassDoNotDisturbEachOther() {
        TestExecutionSummary summary = runInParallel(Orders.class);

        assertThat(summary.getFailures()).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(2 * REPETITIONS);
    }

    private static TestExecutionSummary runInParallel(Class<?> tests) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }

    @StatsdTest
    static class Orders {
        @RepeatedTest(REPETITIONS)
        void countsItsOwn(StatsdServer server) throws IOException {
            place(server);
        }

        @Nested
        class Later {
            @RepeatedTest(REPETITIONS)
            void countsItsOwn(StatsdServer server) throws IOException {
                place(server);
            }
        }

        private static void place(StatsdServer server) throws IOException {
            try (TestClient client = TestClient.tcp(server)) {
                client.send("orders:1|c\norders:1|c\n");
                server.awaitLines(2, Duration.ofMinutes(1));
                assertThat(server.counter("orders")).isEqualTo(2);
                assertThat(server.linesReceived()).isEqualTo(2);
            }
        }
    }
}
