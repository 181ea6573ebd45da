package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Two web applications under one context with the connector, of which one is closed before the other. */
class SharedConnectorTest {
    private final StatsdServer received = StatsdServer.start();

    @AfterEach
    void close() {
        received.close();
    }

    /** Not with Netty, whose threads are the JVM's: the first context that closes takes them from all. */
    @ParameterizedTest
    @EnumSource(names = {"TOMCAT", "JETTY"})
    void aContextStopsNoConnectorOfItsParent(Stack stack) throws Exception {
        Map<String, Object> properties = Map.of(
                "statsd.host",
                received.host(),
                "statsd.port",
                received.port(),
                "statsd.prefix",
                "app",
                "spring.reactor.netty.shutdown-quiet-period",
                "0s");
        try (ConfigurableApplicationContext parent = new SpringApplicationBuilder(Parent.class)
                .web(WebApplicationType.NONE)
                .properties(properties)
                .run()) {
            StatsdConnector connector = parent.getBean(StatsdConnector.class);
            RunningApplication first = child(stack, parent, properties);
            try (RunningApplication second = child(stack, parent, properties)) {
                get(first.port());
                first.close();
                get(second.port());
                assertThat(second.context().getBean(Statsd.class)).isSameAs(parent.getBean(Statsd.class));
            }
            parent.getBean(Statsd.class).incr("after");
            assertThat(connector.stats().dropped()).isZero();
        }
        assertThat(received.timer("app.timers.ChildController.GET.200")).isEqualTo(2);
        assertThat(received.counter("app.counters.after")).isEqualTo(1);
    }

    private static RunningApplication child(
            Stack stack, ConfigurableApplicationContext parent, Map<String, Object> properties) {
        return new RunningApplication(stack, properties, context -> context.setParent(parent), ChildController.class);
    }

    private static void get(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/child"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(StatsdAutoConfiguration.class)
    static class Parent {}

    @RestController
    static class ChildController {
        @GetMapping("/child")
        String child() {
            return "child";
        }
    }
}
