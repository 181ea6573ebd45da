package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Applications that are closed and opened again in one JVM, as tests and development tools do. Whether their objects
 * can be collected is not asked here: Spring Boot itself keeps the last application, through the log's context.
 */
class ReopenedTest {
    private static final int TIMES = 3;

    private final StatsdServer received = StatsdServer.start();

    @AfterEach
    void close() {
        received.close();
    }

    @ParameterizedTest
    @EnumSource
    void aClosedApplicationLeavesNoThread(Stack stack) {
        Set<Thread> before = threads();
        for (int time = 1; time <= TIMES; time++) {
            StatsdConnector connector = used(stack);
            assertThat(connector.stats().sent())
                    .isEqualTo(connector.stats().recorded())
                    .isPositive();
            assertThat(received.counter("app.counters.x")).isEqualTo(time);
            await().atMost(Duration.ofMinutes(1)).until(() -> before.containsAll(threads()));
        }
    }

    private StatsdConnector used(Stack stack) {
        Map<String, Object> properties = Map.of(
                "statsd.host",
                received.host(),
                "statsd.port",
                received.port(),
                "statsd.prefix",
                "app",
                "statsd.http.in-flight",
                "true");
        try (RunningApplication application = new RunningApplication(stack, properties, context -> {})) {
            assertThat(threads()).as("while it runs").isNotEmpty();
            application.context().getBean(Statsd.class).incr("x");
            return application.context().getBean(StatsdConnector.class);
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("statsd-(sender|lookup|stop|in-flight)"))
                .collect(Collectors.toSet());
    }
}
