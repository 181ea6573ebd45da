package io.sprockets.statsd.spring;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.lang.reflect.Method;
import java.util.Map;
import org.assertj.core.api.AbstractObjectAssert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ReflectionUtils;

/** Names no class of the actuator's health, as each has another package in Spring Boot 3. */
class HealthTest {
    private static final String INDICATOR = "statsdHealthIndicator";

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

            assertUp(context)
                    .hasFieldOrPropertyWithValue(
                            "details",
                            Map.of(
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

            assertUp(context)
                    .hasFieldOrPropertyWithValue("details.connected", false)
                    .hasFieldOrPropertyWithValue("details.pending", 1L);
        });
    }

    @Test
    void itCanBeSwitchedOff() {
        application
                .withPropertyValues("management.health.statsd.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(INDICATOR));
    }

    @Test
    void itIsNotThereWithoutActuator() {
        ApplicationContextRunner ours = new ApplicationContextRunner().withUserConfiguration(Ours.class);
        ours.run(context -> assertThat(context).hasBean(INDICATOR));
        ours.withClassLoader(
                        new FilteredClassLoader("org.springframework.boot.health", "org.springframework.boot.actuate"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(INDICATOR));
    }

    private static AbstractObjectAssert<?, ?> assertUp(ApplicationContext context) {
        Object indicator = context.getBean(INDICATOR);
        Method health = requireNonNull(ReflectionUtils.findMethod(indicator.getClass(), "health"));
        ReflectionUtils.makeAccessible(health); // of a lambda
        return assertThat(ReflectionUtils.invokeMethod(health, indicator))
                .hasFieldOrPropertyWithValue("status.code", "UP");
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        StatsdAutoConfiguration.class,
        StatsdHealthAutoConfiguration.class,
        StatsdBoot3HealthAutoConfiguration.class
    })
    static class Ours {}
}
