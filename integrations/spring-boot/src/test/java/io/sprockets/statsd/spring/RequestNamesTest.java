package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What requests are called in an application on MVC and on WebFlux. */
class RequestNamesTest {
    private final StatsdServer received = StatsdServer.start();

    @AfterEach
    void close() {
        received.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"TOMCAT", "NETTY"})
    void aRequestIsNamedAfterItsController(Stack stack) throws Exception {
        assertNames(
                stack,
                Map.of(),
                "OrderController.GET.200",
                "static.GET.200",
                "unmatched.GET.404",
                "functional__id_.GET.200");
    }

    @ParameterizedTest
    @EnumSource(names = {"TOMCAT", "NETTY"})
    void aRequestIsNamedAfterItsRouteIfAskedTo(Stack stack) throws Exception {
        assertNames(
                stack,
                Map.of("statsd.http.naming", "route"),
                "orders__id_.GET.200",
                "static.GET.200",
                "unmatched.GET.404",
                "functional__id_.GET.200");
    }

    @ParameterizedTest
    @EnumSource(names = {"TOMCAT", "NETTY"})
    void aRequestIsToldByTagsIfAskedTo(Stack stack) throws Exception {
        request(stack, Map.of("statsd.http.tags", "true", "statsd.dialect", "dogstatsd"));

        assertThat(received.timers())
                .containsKey("app.timers.http.server.requests;handler=OrderController;method=GET;status=200");
    }

    @ParameterizedTest
    @EnumSource(names = {"TOMCAT", "NETTY"})
    void handlersBeyondTheLimitShareAName(Stack stack) throws Exception {
        assertNames(
                stack,
                Map.of("statsd.http.max-handlers", "1"),
                "OrderController.GET.200",
                "other.GET.200",
                "unmatched.GET.404");
    }

    @ParameterizedTest
    @CsvSource({"TOMCAT, false", "TOMCAT, no", "NETTY, 0", "NETTY, off"})
    void requestsAreNotRecordedIfSwitchedOff(Stack stack, String off) throws Exception {
        request(stack, Map.of("statsd.http.enabled", off));

        assertThat(received.linesReceived()).isZero();
    }

    @Test
    void aWrongLimitFailsTheStart() {
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> request(Stack.TOMCAT, Map.of("statsd.http.max-handlers", "0")))
                .hasRootCauseMessage("maxHandlers must be more than 0, but is 0");
    }

    private void assertNames(Stack stack, Map<String, Object> properties, String... names) throws Exception {
        request(stack, properties);

        assertThat(received.linesReceived()).isEqualTo(5);
        assertThat(received.timers().keySet())
                .extracting(name -> name.replace("app.timers.", ""))
                .containsExactlyInAnyOrder(names);
    }

    private void request(Stack stack, Map<String, Object> properties) throws Exception {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("statsd.host", received.host());
        all.put("statsd.port", received.port());
        all.put("statsd.prefix", "app");
        all.put("spring.reactor.netty.shutdown-quiet-period", "0s");
        Class<?> functional = stack == Stack.TOMCAT ? MvcFunctions.class : FluxFunctions.class;
        try (RunningApplication application =
                new RunningApplication(stack, all, context -> {}, OrderController.class, functional)) {
            for (String path : new String[] {"/orders/1", "/orders/2", "/style.css", "/no/where", "/functional/3"}) {
                get(application.port(), path);
            }
        }
    }

    private static void get(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(1))
                .build();
        HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    }

    @RestController
    static class OrderController {
        @GetMapping("/orders/{id}")
        String order(@PathVariable("id") String id) {
            return id;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MvcFunctions {
        @Bean
        org.springframework.web.servlet.function.RouterFunction<?> functions() {
            return org.springframework.web.servlet.function.RouterFunctions.route()
                    .GET(
                            "/functional/{id}",
                            request -> org.springframework.web.servlet.function.ServerResponse.ok()
                                    .build())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class FluxFunctions {
        @Bean
        org.springframework.web.reactive.function.server.RouterFunction<?> functions() {
            return org.springframework.web.reactive.function.server.RouterFunctions.route()
                    .GET(
                            "/functional/{id}",
                            request -> org.springframework.web.reactive.function.server.ServerResponse.ok()
                                    .build())
                    .build();
        }
    }
}
