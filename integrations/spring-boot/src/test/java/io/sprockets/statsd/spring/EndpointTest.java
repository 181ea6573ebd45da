package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.util.ClassUtils;

/** What {@code /actuator/statsd} tells, over HTTP, where there is an actuator. */
@EnabledIf("hasActuator")
class EndpointTest {
    private static final Map<String, Object> EXPOSED = Map.of("management.endpoints.web.exposure.include", "statsd");

    private final StatsdServer received = StatsdServer.start();

    static boolean hasActuator() {
        return ClassUtils.isPresent("org.springframework.boot.actuate.endpoint.annotation.Endpoint", null);
    }

    @AfterEach
    void close() {
        received.close();
    }

    @Test
    void itTellsTheLedgerTheSettingsAndTheSeriesWithTheirLastValues() throws Exception {
        try (RunningApplication application = application(EXPOSED)) {
            StatsdConnector statsd = application.context().getBean(StatsdConnector.class);
            statsd.incr("orders", 2);
            statsd.incr("orders", 40);
            statsd.gauge("depth", 1.5);
            statsd.timing("bad", -1.0);
            assertThat(statsd.flush(Duration.ofSeconds(60))).isTrue();

            String told = get(application, "/actuator/statsd").body();
            assertThat(told)
                    .contains("\"recorded\":4", "\"sent\":3", "\"dropped\":{\"INVALID\":1}", "\"connected\":true")
                    .contains("\"host\":\"127.0.0.1\"", "\"port\":\"" + received.port() + "\"", "\"prefix\":\"app\"")
                    .contains("\"maxSeries\":\"77\"", "\"constantTags\":\"{region=eu}\"")
                    .contains("{\"name\":\"app.counters.orders\",\"type\":\"c\",\"tags\":\"region:eu\",\"last\":40.0}")
                    .contains("{\"name\":\"app.gauges.depth\",\"type\":\"g\",\"tags\":\"region:eu\",\"last\":1.5}")
                    .contains("\"matched\":2")
                    .doesNotContain("not-to-be-shown");
        }
    }

    @Test
    void seriesMayBeAskedForByTheBeginningOfTheirNames() throws Exception {
        try (RunningApplication application = application(EXPOSED)) {
            StatsdConnector statsd = application.context().getBean(StatsdConnector.class);
            for (int i = 0; i < 1_500; i++) {
                statsd.gauge("g" + i, i);
            }
            assertThat(statsd.flush(Duration.ofSeconds(60))).isTrue();

            assertThat(get(application, "/actuator/statsd/app.gauges.g7").body())
                    .contains("app.gauges.g7\"", "app.gauges.g70\"")
                    .doesNotContain("app.gauges.g8\"");
            assertThat(get(application, "/actuator/statsd").body().split("\"name\"", -1).length - 1)
                    .isLessThanOrEqualTo(1_000);
        }
    }

    @Test
    void itIsOffUnlessItIsExposed() throws Exception {
        try (RunningApplication application = application(Map.of())) {
            StatsdConnector statsd = application.context().getBean(StatsdConnector.class);
            statsd.incr("orders");
            assertThat(statsd.flush(Duration.ofSeconds(60))).isTrue();

            assertThat(get(application, "/actuator/health").statusCode()).isEqualTo(200);
            assertThat(get(application, "/actuator/statsd").statusCode()).isEqualTo(404);
            assertThat(application.context().getBeansOfType(StatsdEndpoint.class))
                    .isEmpty();
            assertThat(statsd.lastValues()).isEmpty();
        }
    }

    private RunningApplication application(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("statsd.host", "127.0.0.1");
        properties.put("statsd.port", received.port());
        properties.put("statsd.prefix", "app");
        properties.put("statsd.dialect", "dogstatsd");
        properties.put("statsd.constant-tags.region", "eu");
        properties.put("statsd.external-data", "not-to-be-shown");
        properties.put("statsd.container-id", "ci-not-to-be-shown");
        properties.put("statsd.max-series", "77");
        properties.put("statsd.http.enabled", "false");
        properties.put("statsd.micrometer.enabled", "false"); // whose meters are beside the point
        return new RunningApplication(Stack.TOMCAT, properties, context -> {});
    }

    private HttpResponse<String> get(RunningApplication application, String path)
            throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:" + application.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
