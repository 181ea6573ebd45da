package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.http.tests.OtherService;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.Disposable;

/**
 * What requests are called that an application sends, in one that observes them for others too and in one that does
 * not.
 */
class ClientRequestsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String OBSERVATIONS = String.join(
            ",",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
            "org.springframework.boot.restclient.autoconfigure.RestClientObservationAutoConfiguration",
            "org.springframework.boot.restclient.autoconfigure.RestTemplateObservationAutoConfiguration",
            "org.springframework.boot.webclient.autoconfigure.WebClientObservationAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.observation.web.client.HttpClientObservationsAutoConfiguration");

    private final StatsdServer received = StatsdServer.start();
    private final OtherService other = new OtherService();

    ClientRequestsTest() throws IOException {}

    @AfterEach
    void stop() {
        other.close();
        received.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRestClientsRequestsAreNamedWithoutTheirPaths(boolean observed) {
        try (RunningApplication application = application(observed, Map.of())) {
            RestClient client = application
                    .context()
                    .getBean(RestClient.Builder.class)
                    .baseUrl(other.address().toString())
                    .build();
            client.get().uri("/orders/{id}?page={page}", 7, 8).retrieve().toBodilessEntity();
            client.get().uri("/orders/" + 9).retrieve().toBodilessEntity();
            assertThatThrownBy(() -> client.post()
                            .uri("/orders/{id}", 10)
                            .attribute(ClientRequests.NAME, "inventory")
                            .retrieve()
                            .toBodilessEntity())
                    .isInstanceOf(HttpClientErrorException.class);
            other.close();
            assertThatThrownBy(() ->
                            client.get().uri("/orders/{id}", 11).retrieve().toBodilessEntity())
                    .isInstanceOf(ResourceAccessException.class);
        }
        assertRecorded(
                "client_orders__id_.GET.200",
                "http-client.GET.200",
                "inventory.POST.404",
                "client_orders__id_.GET.failed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWebClientsRequestsAreNamedWithoutTheirPaths(boolean observed) {
        try (RunningApplication application = application(observed, Map.of())) {
            WebClient client = client(application);
            client.get()
                    .uri("/orders/{id}?page={page}", 7, 8)
                    .retrieve()
                    .toBodilessEntity()
                    .block(PATIENCE);
            client.get().uri("/orders/" + 9).retrieve().toBodilessEntity().block(PATIENCE);
            assertThatThrownBy(() -> client.post()
                            .uri("/orders/{id}", 10)
                            .attribute(ClientRequests.NAME, "inventory")
                            .retrieve()
                            .toBodilessEntity()
                            .block(PATIENCE))
                    .isInstanceOf(WebClientResponseException.class);
            other.close();
            assertThatThrownBy(() -> client.get()
                            .uri("/orders/{id}", 11)
                            .retrieve()
                            .toBodilessEntity()
                            .block(PATIENCE))
                    .isInstanceOf(WebClientRequestException.class);
        }
        assertRecorded(
                "client_orders__id_.GET.200",
                "http-client.GET.200",
                "inventory.POST.404",
                "client_orders__id_.GET.failed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWebClientsRequestThatIsNotWaitedForIsAborted(boolean observed) throws Exception {
        try (RunningApplication application = application(observed, Map.of())) {
            Disposable waiting = client(application)
                    .get()
                    .uri("/never")
                    .attribute(ClientRequests.NAME, "slow")
                    .retrieve()
                    .toBodilessEntity()
                    .subscribe();
            other.awaitAsked();
            waiting.dispose();
            received.awaitLines(1, PATIENCE);
        }
        assertRecorded("slow.GET.aborted");
    }

    @ParameterizedTest
    @CsvSource({"false, statsd.http.client.enabled", "off, statsd.http.client.enabled"})
    void theyAreNotRecordedIfSwitchedOff(String value, String property) {
        try (RunningApplication application = application(true, Map.of(property, value))) {
            client(application)
                    .get()
                    .uri("/orders/{id}", 7)
                    .retrieve()
                    .toBodilessEntity()
                    .block(PATIENCE);
        }
        assertThat(received.linesReceived()).isZero();
    }

    @Test
    void ofATemplateOnlyThePathIsTaken() {
        assertThat(ClientRequests.template("https://user@api.example.org:8080/a/{b}?c={d}"))
                .isEqualTo("client/a/{b}");
        assertThat(ClientRequests.template("/a/{b}")).isEqualTo("client/a/{b}");
        assertThat(ClientRequests.template("https://{host}")).isNull();
        assertThat(ClientRequests.template("https://example.org?q={q}")).isNull();
        assertThat(ClientRequests.template("/a/7?b={c}")).isNull();
        assertThat(ClientRequests.template(null)).isNull();
    }

    private WebClient client(RunningApplication application) {
        return application
                .context()
                .getBean(WebClient.Builder.class)
                .baseUrl(other.address().toString())
                .build();
    }

    private void assertRecorded(String... names) {
        assertThat(received.timers().keySet())
                .extracting(name -> name.replace("app.timers.", ""))
                .containsExactlyInAnyOrder(names);
        assertThat(received.linesReceived()).isEqualTo(names.length);
    }

    private RunningApplication application(boolean observed, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("statsd.host", received.host());
        properties.put("statsd.port", received.port());
        properties.put("statsd.prefix", "app");
        properties.put("spring.autoconfigure.exclude", observed ? "" : OBSERVATIONS);
        return new RunningApplication(Stack.TOMCAT, properties, context -> {});
    }
}
