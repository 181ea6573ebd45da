package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.testing.StatsdServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which requests are recorded, and who may say so. */
class RequestSettingsTest {
    private static final String PREFIX = "app.timers.";

    private final StatsdServer received = StatsdServer.start();

    @AfterEach
    void close() {
        received.close();
    }

    @ParameterizedTest
    @EnumSource
    void excludedPathsAreNotRecorded(Stack stack) throws Exception {
        request(stack, Map.of("statsd.http.exclude", "/a/*, b"));

        assertThat(received.timers()).containsOnlyKeys(PREFIX + "TwoController.GET.200");
        assertThat(received.linesReceived()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void onlyPathsOfThePatternsAreRecorded(Stack stack) throws Exception {
        request(stack, Map.of("statsd.http.url-patterns", "/a/*", "statsd.http.exclude", "/a/excluded"));

        assertThat(received.timers()).containsOnlyKeys(PREFIX + "OneController.GET.200");
        assertThat(received.linesReceived()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aPatternThatIsNoneFailsTheStart(Stack stack) {
        assertThatThrownBy(() -> start(stack, Map.of("statsd.http.exclude", "/a/{b")))
                .hasStackTraceContaining("statsd.http.exclude has the pattern /a/{b, which is not valid");
    }

    @ParameterizedTest
    @EnumSource
    void aBeanNamesRequests(Stack stack) throws Exception {
        request(stack, Map.of(), Naming.class);

        assertThat(received.timers())
                .containsOnlyKeys(PREFIX + "unmatched.GET.200", PREFIX + "of_OneController.GET.200");
        assertThat(received.linesReceived()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aBeanThatThrowsHurtsNobody(Stack stack) throws Exception {
        request(stack, Map.of(), FailingNaming.class);

        assertThat(received.timers())
                .containsOnlyKeys(PREFIX + "OneController.GET.200", PREFIX + "TwoController.GET.200");
    }

    @ParameterizedTest
    @EnumSource
    void theRequestsInFlightAreAGaugeIfAskedFor(Stack stack) throws Exception {
        try (RunningApplication application = start(stack, Map.of("statsd.http.in-flight", "true"))) {
            received.awaitLines(1, Duration.ofMinutes(1));
            get(application.port(), "/b");
        }
        assertThat(received.lines())
                .contains("app.gauges.http.in-flight:0|g")
                .last()
                .isEqualTo("app.gauges.http.in-flight:0|g");
    }

    @ParameterizedTest
    @EnumSource
    void theFiltersPlaceIsASetting(Stack stack) {
        try (RunningApplication application = start(stack, Map.of("statsd.http.filter-order", "17"))) {
            Object filter = application.context().getBean("statsdRequestFilter");
            assertThat(
                            filter instanceof FilterRegistrationBean<?> servlet
                                    ? servlet.getOrder()
                                    : ((StatsdWebFilter) filter).getOrder())
                    .isEqualTo(17);
        }
    }

    private void request(Stack stack, Map<String, Object> properties, Class<?>... more) throws Exception {
        try (RunningApplication application = start(stack, properties, more)) {
            get(application.port(), "/a/recorded");
            get(application.port(), "/a/excluded");
            get(application.port(), "/b");
            get(application.port(), "/c");
        }
    }

    private RunningApplication start(Stack stack, Map<String, Object> properties, Class<?>... more) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("statsd.host", received.host());
        all.put("statsd.port", received.port());
        all.put("statsd.prefix", "app");
        all.put("spring.reactor.netty.shutdown-quiet-period", "0s");
        Class<?>[] sources = java.util.Arrays.copyOf(more, more.length + 2);
        sources[more.length] = OneController.class;
        sources[more.length + 1] = TwoController.class;
        return new RunningApplication(stack, all, context -> {}, sources);
    }

    private void get(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(1))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }

    @RestController
    static class OneController {
        @GetMapping({"/a/recorded", "/a/excluded"})
        String one() {
            return "one";
        }
    }

    @RestController
    static class TwoController {
        @GetMapping({"/b", "/c"})
        String two() {
            return "two";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Naming {
        @Bean
        RequestNaming naming() {
            return request -> switch (request.path()) {
                case "/a/recorded" -> "of " + request.name();
                case "/b" -> null;
                default -> RequestNaming.NOT_RECORDED;
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class FailingNaming {
        @Bean
        RequestNaming naming() {
            return request -> {
                throw new IllegalStateException("on purpose");
            };
        }
    }
}
