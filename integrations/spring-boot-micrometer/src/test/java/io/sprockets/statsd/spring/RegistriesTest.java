package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.micrometer.StatsdConnectorMeterRegistry;
import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.ContextClosedEvent;

/** Applications with several registries or connectors, with their own ones, or with a context after another. */
class RegistriesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final StatsdServer received = StatsdServer.start();

    @AfterEach
    void close() {
        received.close();
    }

    @Test
    void eachOfSeveralRegistriesGetsWhatIsRecorded() {
        try (ConfigurableApplicationContext context = run(Several.class, "statsd.prefix=app")) {
            MeterRegistry all = context.getBean(MeterRegistry.class);
            assertThat(all).isInstanceOf(CompositeMeterRegistry.class);
            Counter counter = all.counter("a");
            counter.increment();
            assertThat(context.getBean(SimpleMeterRegistry.class).counter("a").count())
                    .isOne();
            atItsEnd(context, event -> counter.increment(2));
        }
        assertThat(received.counter("app.a.statistic.count")).isEqualTo(3);
    }

    @Test
    void ofTwoConnectorsThePrimaryOneIsUsed() {
        try (StatsdServer other = StatsdServer.start()) {
            try (ConfigurableApplicationContext context = run(Two.class, "second.port=" + other.port())) {
                context.getBean(MeterRegistry.class).counter("a").increment();
            }
            assertThat(received.counter("first.a.statistic.count")).isEqualTo(1);
            assertThat(other.lines()).isEmpty();
        }
    }

    @Test
    void twoConnectorsOfWhichNoneIsPrimaryAreRefused() {
        assertThatThrownBy(() -> run(Undecided.class)).hasStackTraceContaining("found 2: first,second");
    }

    @Test
    void namesBeginWithThePrefixOfTheApplicationsOwnConnector() {
        try (ConfigurableApplicationContext context = run(Own.class, "spring.application.name=shop")) {
            context.getBean(MeterRegistry.class).counter("a").increment();
        }
        try (ConfigurableApplicationContext context = run(Own.class, "statsd.micrometer.prefix=set")) {
            context.getBean(MeterRegistry.class).counter("b").increment();
        }
        try (ConfigurableApplicationContext context =
                run(Customized.class, "spring.application.name=shop", "statsd.environment=test")) {
            context.getBean(MeterRegistry.class).counter("c").increment();
        }
        assertThat(received.counters())
                .containsKeys("own.a.statistic.count", "set.b.statistic.count", "customized.c.statistic.count");
    }

    /** Spring Boot closes it before requests are drained. */
    @Test
    void aRegistryOfTheApplicationsOwnRecordsOnWithTheMetersThatItHas() {
        try (ConfigurableApplicationContext context = run(OwnRegistry.class, "statsd.prefix=app")) {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry).isExactlyInstanceOf(StatsdConnectorMeterRegistry.class);
            Counter counter = registry.counter("a");
            atItsEnd(context, event -> {
                assertThat(registry.isClosed()).isTrue();
                counter.increment(2.5);
                registry.timer("known");
                registry.counter("new").increment();
            });
        }
        assertThat(received.counter("app.a.statistic.count")).isEqualTo(2.5);
        assertThat(received.counters()).doesNotContainKey("app.new.statistic.count");
    }

    @Test
    void aContextThatIsStartedAgainRecordsAndReadsAgain() {
        try (ConfigurableApplicationContext context =
                run(Application.class, "statsd.prefix=app", "statsd.micrometer.step=50ms")) {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            Counter counter = registry.counter("a");
            counter.increment();
            context.stop();
            assertThat(received.counter("app.a.statistic.count")).isEqualTo(1);
            context.start();
            counter.increment();
            registry.counter("b").increment(0.5);
            Gauge.builder("c", () -> 7).register(registry);
            await("a step").atMost(PATIENCE).until(() -> received.gauges().containsKey("app.c.statistic.value"));
        }
        assertThat(received.counter("app.a.statistic.count")).isEqualTo(2);
        assertThat(received.counter("app.b.statistic.count")).isEqualTo(0.5);
    }

    /** As in tests with {@code @DirtiesContext}, or when a tool restarts the application in one JVM. */
    @Test
    void eachContextRecordsWhatHappensWhileItRuns() {
        for (String prefix : List.of("first", "second")) {
            MeterRegistry registry;
            try (ConfigurableApplicationContext context = run(Application.class, "statsd.prefix=" + prefix)) {
                registry = context.getBean(MeterRegistry.class);
                assertThat(Metrics.globalRegistry.getRegistries()).contains(registry);
                registry.counter("a").increment();
                Metrics.counter("everywhere").increment();
            }
            assertThat(registry.isClosed()).isTrue();
            assertThat(Metrics.globalRegistry.getRegistries()).doesNotContain(registry);
        }
        assertThat(received.counter("first.a.statistic.count")).isEqualTo(1);
        assertThat(received.counter("second.a.statistic.count")).isEqualTo(1);
        assertThat(received.counter("first.everywhere.statistic.count")).isEqualTo(1);
        assertThat(received.counter("second.everywhere.statistic.count")).isEqualTo(1);
    }

    @Test
    void aContextThatDoesNotStartLeavesNoRegistryOpen() {
        assertThatThrownBy(() -> run(Failing.class, "statsd.prefix=app")).hasStackTraceContaining("as planned");
        assertThat(Failing.SEEN.get()).isInstanceOf(StatsdConnectorMeterRegistry.class);
        assertThat(Failing.SEEN.get().isClosed()).isTrue();
    }

    /** When Spring Boot has closed its registries, and requests would still be answered. */
    private static void atItsEnd(ConfigurableApplicationContext context, Consumer<ContextClosedEvent> action) {
        context.addApplicationListener((ApplicationListener<ContextClosedEvent>) action::accept);
    }

    private ConfigurableApplicationContext run(Class<?> application, String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.addAll(List.of(
                "spring.main.web-application-type=none",
                "logging.config=classpath:console.xml",
                "statsd.host=127.0.0.1",
                "statsd.port=" + received.port()));
        return new SpringApplicationBuilder(application)
                .properties(all.toArray(String[]::new))
                .run();
    }

    private static StatsdConnector connector(String prefix, int port) {
        return StatsdConnector.builder()
                .host("127.0.0.1")
                .port(port)
                .prefix(prefix)
                .build();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    @Configuration(proxyBeanMethods = false)
    static class Several extends Application {
        @Bean
        SimpleMeterRegistry simple() {
            return new SimpleMeterRegistry();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Two extends Application {
        @Bean
        @Primary
        StatsdConnector first(@Value("${statsd.port}") int port) {
            return connector("first", port);
        }

        @Bean
        StatsdConnector second(@Value("${second.port}") int port) {
            return connector("second", port);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Undecided extends Application {
        @Bean
        StatsdConnector first(@Value("${statsd.port}") int port) {
            return connector("first", port);
        }

        @Bean
        StatsdConnector second(@Value("${statsd.port}") int port) {
            return connector("second", port);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Own extends Application {
        @Bean
        StatsdConnector own(@Value("${statsd.port}") int port) {
            return connector("own", port);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Customized extends Application {
        @Bean
        StatsdConnectorBuilderCustomizer prefix() {
            return builder -> builder.prefix("customized");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnRegistry extends Application {
        @Bean
        StatsdConnectorMeterRegistry registry(StatsdConnector statsd) {
            return StatsdConnectorMeterRegistry.of(statsd);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Failing extends Application {
        static final AtomicReference<MeterRegistry> SEEN = new AtomicReference<>();

        @Bean
        Object failing(MeterRegistry registry) {
            SEEN.set(registry);
            throw new IllegalStateException("as planned");
        }
    }
}
