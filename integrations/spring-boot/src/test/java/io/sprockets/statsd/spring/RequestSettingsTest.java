package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.testing.StatsdServer;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Which requests are recorded, and who may say so. */
class RequestSettingsTest {
    private static final String PREFIX = "app.timers.";

    private static final Duration PATIENCE = Duration.ofMinutes(1); // a machine may be busy with others

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
    void aRequestIsInTheGaugeWhileItRuns(Stack stack) throws Exception {
        BusyController.reset();
        try (RunningApplication application =
                start(stack, Map.of("statsd.http.in-flight", "true"), BusyController.class)) {
            HttpMetrics metrics = application.context().getBean(HttpMetrics.class);
            Statsd statsd = application.context().getBean(Statsd.class);
            InFlightGauge often = new InFlightGauge(statsd, metrics, Duration.ofMillis(10));
            CompletableFuture<?> answer = HttpClient.newHttpClient()
                    .sendAsync(request(application.port(), "/busy"), BodyHandlers.discarding());
            BusyController.await();
            often.start();
            received.await(server -> server.lines().contains("app.gauges.http.in-flight:1|g"), PATIENCE);
            BusyController.release();
            answer.get(1, TimeUnit.MINUTES);
            often.stop();
        }
        assertThat(received.lines().stream().filter(line -> line.contains("http.in-flight")))
                .contains("app.gauges.http.in-flight:1|g")
                .last()
                .isEqualTo("app.gauges.http.in-flight:0|g");
    }

    /** A filter that refuses the request before ours is not seen by it; one that does it after is. */
    @ParameterizedTest
    @CsvSource({
        "TOMCAT, 16, 0",
        "TOMCAT, 18, 1",
        "JETTY, 16, 0",
        "JETTY, 18, 1",
        "NETTY, 16, 0",
        "NETTY, 18, 1",
    })
    void onlyWhatPassesTheFiltersBeforeItIsRecorded(Stack stack, int order, int recorded) throws Exception {
        Class<?> refusing = stack.isReactive() ? FluxRefusing.class : MvcRefusing.class;
        Map<String, Object> properties = Map.of("statsd.http.filter-order", "17", "test.order", order);
        try (RunningApplication application = start(stack, properties, refusing)) {
            HttpRequest request = request(application.port(), "/b");
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(received.metrics())
                .hasSize(recorded)
                .allSatisfy(metric -> assertThat(metric.name()).isEqualTo(PREFIX + "unmatched.GET.401"));
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
        HttpRequest request = request(port, path);
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }

    private static HttpRequest request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .build();
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

    /** Answers when the test allows it. */
    @RestController
    static class BusyController {
        private static CompletableFuture<Void> entered = new CompletableFuture<>();
        private static CompletableFuture<String> answer = new CompletableFuture<>();

        static void reset() {
            entered = new CompletableFuture<>();
            answer = new CompletableFuture<>();
        }

        static void await() throws Exception {
            entered.get(1, TimeUnit.MINUTES);
        }

        static void release() {
            answer.complete("busy");
        }

        @GetMapping("/busy")
        CompletableFuture<String> busy() {
            entered.complete(null);
            return answer;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MvcRefusing {
        @Bean
        FilterRegistrationBean<Filter> refusing(@Value("${test.order}") int order) {
            FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>(
                    (request, response, chain) -> ((HttpServletResponse) response).setStatus(401));
            filter.setOrder(order);
            return filter;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class FluxRefusing {
        @Bean
        WebFilter refusing(@Value("${test.order}") int order) {
            return new Refusing(order);
        }

        private record Refusing(int order) implements WebFilter, Ordered {
            @Override
            public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
                exchange.getResponse().setStatusCode(HttpStatus.UNAUTHORIZED);
                return exchange.getResponse().setComplete();
            }

            @Override
            public int getOrder() {
                return order;
            }
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
