package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class Boot3HealthTest {
    private final StatsdServer received = StatsdServer.start();
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(RunningApplication.Everything.class)
            .withPropertyValues("statsd.host=127.0.0.1", "statsd.port=" + received.port(), "statsd.prefix=app");

    @AfterEach
    void close() {
        received.close();
    }

    @Test
    void itTellsTheLedger() {
        application.run(context -> {
            StatsdConnector connector = context.getBean(StatsdConnector.class);
            connector.incr("x");
            connector.timing("x", -1.0);
            Awaitility.await().until(() -> connector.stats().sent() == 1);

            Health health = context.getBean("statsdHealthIndicator", HealthIndicator.class)
                    .health();
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "connected", true,
                            "sent", 1L,
                            "pending", 0L,
                            "folded", 0L,
                            "dropped", Map.of("INVALID", 1L)));
        });
    }

    @Test
    void itIsUpThoughTheServerIsDown() {
        received.refuse();
        application.withPropertyValues("statsd.stop-timeout=0").run(context -> {
            context.getBean(StatsdConnector.class).incr("x");

            Health health = context.getBean("statsdHealthIndicator", HealthIndicator.class)
                    .health();
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsEntry("connected", false).containsEntry("pending", 1L);
        });
    }

    @Test
    void itCanBeSwitchedOff() {
        application
                .withPropertyValues("management.health.statsd.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean("statsdHealthIndicator"));
    }

    @Test
    void itIsNotThereWithoutActuator() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(StatsdAutoConfiguration.class, StatsdBoot3HealthAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(HealthIndicator.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("statsdHealthIndicator"));
    }
}
