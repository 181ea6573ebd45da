package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.micrometer.StatsdConnectorMeterRegistry;
import io.sprockets.statsd.testing.StatsdServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application with the starter and the actuator. */
@ExtendWith(OutputCaptureExtension.class)
class MicrometerTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Other tests that run beside this one switch the log off. */
    private static final String LOGGING = "logging.config=classpath:console.xml";

    private final StatsdServer received = StatsdServer.start();

    @AfterEach
    void close() {
        received.close();
    }

    @Test
    void theRegistryIsThereAndNamesAreMicrometersOwn() {
        try (ConfigurableApplicationContext context = run("spring.application.name=shop", "statsd.environment=test")) {
            assertThat(context.getBean(MeterRegistry.class)).isInstanceOf(StatsdConnectorMeterRegistry.class);
            context.getBean(MeterRegistry.class).counter("orders.placed").increment();
        }
        assertThat(received.counter("ordersPlaced.statistic.count")).isEqualTo(1);
        assertThat(received.gauges().keySet()).anyMatch(name -> name.startsWith("jvmMemoryUsed.area.heap."));
    }

    @Test
    void aPrefixThatIsSetComesBeforeThem() {
        try (ConfigurableApplicationContext context = run("statsd.prefix=app")) {
            context.getBean(MeterRegistry.class).counter("a").increment();
        }
        received.clear();
        try (ConfigurableApplicationContext context = run("statsd.prefix=app", "statsd.micrometer.prefix=own")) {
            context.getBean(MeterRegistry.class).counter("a").increment();
        }
        assertThat(received.counters()).containsKey("own.a.statistic.count").doesNotContainKey("app.a.statistic.count");
    }

    @Test
    void itCanBeSwitchedOff() {
        for (String off : List.of("statsd.micrometer.enabled=no", "management.defaults.metrics.export.enabled=false")) {
            try (ConfigurableApplicationContext context = run("statsd.prefix=app", off)) {
                assertThat(context.getBeansOfType(StatsdConnectorMeterRegistry.class))
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"servlet", "reactive"})
    void requestsAreRecordedOnceByMicrometerUnlessToldOtherwise(String type) throws Exception {
        String web = "spring.main.web-application-type=" + type;
        try (ConfigurableApplicationContext context = run("statsd.prefix=app", web)) {
            get(context);
        }
        assertThat(timers()).singleElement().asString().startsWith("app.httpServerRequests.");
        received.clear();
        try (ConfigurableApplicationContext context = run("statsd.prefix=app", "statsd.http.recorded-by=statsd", web)) {
            get(context);
        }
        assertThat(timers()).containsExactly("app.timers.Hello.GET.200");
    }

    @Test
    void oneLineOfTheLogSaysWhoRecordsRequests(CapturedOutput log) {
        run("statsd.prefix=app").close();
        assertThat(log)
                .containsOnlyOnce("Requests are recorded by Micrometer, as http.server.requests; "
                        + "statsd.http.recorded-by=statsd changes that");
        run("statsd.prefix=app", "statsd.http.recorded-by=statsd").close();
        assertThat(log)
                .containsOnlyOnce("Requests are recorded by sprockets-statsd, not by Micrometer; "
                        + "statsd.http.recorded-by=micrometer changes that");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "management.metrics.enable.http=false",
                "management.metrics.enable.all=false",
                "management.observations.enable.http.server.requests=false",
                "statsd.micrometer.enabled=false"
            })
    void requestsThatMicrometerMayNotRecordAreOurs(String property) throws Exception {
        try (ConfigurableApplicationContext context = run("statsd.prefix=app", property)) {
            get(context);
        }
        assertThat(timers()).containsExactly("app.timers.Hello.GET.200");
    }

    @Test
    void aPartOfTheNameThatIsEnabledCountsMoreThanTheWhole() throws Exception {
        try (ConfigurableApplicationContext context = run(
                "statsd.prefix=app",
                "management.metrics.enable.all=false",
                "management.metrics.enable.http.server.requests=true")) {
            get(context);
        }
        assertThat(timers()).singleElement().asString().startsWith("app.httpServerRequests.");
    }

    @Test
    void metersAreReadAtEachStep() {
        try (ConfigurableApplicationContext context =
                run("statsd.prefix=app", "statsd.micrometer.step=50ms", "statsd.micrometer.publish-unchanged=false")) {
            context.getBean(MeterRegistry.class).gauge("level", 7);
            await("a step").atMost(PATIENCE).until(() -> received.gauges().containsKey("app.level.statistic.value"));
        }
        assertThat(received.lines().stream().filter(line -> line.startsWith("app.level.")))
                .hasSize(1);
    }

    @Test
    void aRegistryOfTheApplicationsOwnTakesThePlaceOfOurs() {
        try (ConfigurableApplicationContext context = run(Own.class, "statsd.prefix=app")) {
            assertThat(context.getBeansOfType(MeterRegistry.class)).containsOnlyKeys("own");
            context.getBean(MeterRegistry.class).counter("a").increment();
        }
        assertThat(received.counters()).containsKey("own.a.statistic.count");
    }

    /**
     * A series that begins while the context closes is recorded, too, as one of a request that is still answered may.
     */
    @Test
    void whatIsRecordedAfterBootHasClosedItsRegistriesArrives() {
        run("statsd.prefix=app").close();
        assertThat(received.counter("app.late.statistic.count")).isEqualTo(1);
    }

    private List<String> timers() {
        List<String> timers = new ArrayList<>(received.timers().keySet());
        timers.removeIf(name -> !name.contains("httpServerRequests") && !name.contains("Hello"));
        return timers;
    }

    private static void get(ConfigurableApplicationContext context) throws Exception {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    private ConfigurableApplicationContext run(String... properties) {
        return run(Application.class, properties);
    }

    private ConfigurableApplicationContext run(Class<?> application, String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.addAll(List.of("server.port=0", LOGGING, "statsd.host=127.0.0.1", "statsd.port=" + received.port()));
        return new SpringApplicationBuilder(application)
                .properties(all.toArray(String[]::new))
                .run();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        Hello hello() {
            return new Hello();
        }

        /** After Boot's own, which closes registries. */
        @Bean
        Late late(MeterRegistry registry) {
            return new Late(registry);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Own extends Application {
        @Bean
        StatsdConnectorMeterRegistry own(StatsdConnector statsd) {
            return StatsdConnectorMeterRegistry.builder(statsd).prefix("own").build();
        }
    }

    @RestController
    static class Hello {
        @GetMapping("/")
        String get() {
            return "hello";
        }
    }

    static final class Late implements ApplicationListener<ContextClosedEvent>, Ordered {
        private final MeterRegistry registry;

        Late(MeterRegistry registry) {
            this.registry = registry;
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }

        @Override
        public void onApplicationEvent(ContextClosedEvent event) {
            registry.counter("late").increment();
        }
    }
}
