package io.sprockets.statsd.http.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.http.MeasuredHttpClient;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeasuredHttpClientTest {
    private final StatsdServer received = StatsdServer.start();
    private final StatsdConnector statsd = StatsdConnector.builder()
            .host(received.host())
            .port(received.port())
            .build();
    private final HttpMetrics metrics = HttpMetrics.ofClients(statsd).build();
    private final HttpClient plain = HttpClient.newHttpClient();
    private final HttpClient client = MeasuredHttpClient.of(plain, metrics, "inventory");
    private final OtherService other = new OtherService();

    MeasuredHttpClientTest() throws IOException {
        statsd.start();
    }

    @AfterEach
    void stop() {
        other.close();
        statsd.close();
        received.close();
    }

    @Test
    void aRequestIsNamedAfterItsClient() throws Exception {
        assertThat(client.send(request("/items/1"), BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
        assertThat(client.sendAsync(request("/items/2"), BodyHandlers.discarding())
                        .get(1, TimeUnit.MINUTES)
                        .statusCode())
                .isEqualTo(200);

        assertRecorded("timers.inventory.GET.200", 2);
    }

    @Test
    void aRequestWithoutANameIsStillOneOfAClient() throws Exception {
        HttpClient nameless = MeasuredHttpClient.of(plain, metrics, request -> null);
        nameless.send(request("/items/1"), BodyHandlers.discarding());

        assertRecorded("timers.http-client.GET.200", 1);
    }

    @Test
    void aRequestIsLeftOutIfItsNameSaysSo() throws Exception {
        HttpClient silent = MeasuredHttpClient.of(plain, metrics, request -> HttpMetrics.NOT_RECORDED);
        silent.send(request("/items/1"), BodyHandlers.discarding());

        statsd.stop().get(1, TimeUnit.MINUTES);
        assertThat(received.linesReceived()).isZero();
        assertThat(metrics.inFlight()).isZero();
    }

    @Test
    void aRequestThatNobodyAnswersHasFailed() throws Exception {
        HttpRequest nowhere = request("/items/1");
        other.close();
        assertThatThrownBy(() -> client.send(nowhere, BodyHandlers.discarding()))
                .isInstanceOf(IOException.class);
        assertThat(client.sendAsync(nowhere, BodyHandlers.discarding())).failsWithin(Duration.ofMinutes(1));

        assertRecorded("timers.inventory.GET.failed", 2);
    }

    @Test
    void aRequestThatIsRefusedHasFailed() throws Exception {
        HttpClient broken = MeasuredHttpClient.of(plain, metrics, "inventory");
        HttpResponse.BodyHandler<Void> none = null;
        assertThatThrownBy(() -> broken.send(request("/items/1"), none)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> broken.sendAsync(request("/items/1"), none)).isInstanceOf(NullPointerException.class);

        assertRecorded("timers.inventory.GET.failed", 2);
    }

    @Test
    void aRequestThatIsCancelledIsAbortedAndEndsAtTheServer() throws Exception {
        CompletableFuture<?> sent = client.sendAsync(request("/never"), BodyHandlers.discarding());
        other.awaitAsked();
        assertThat(metrics.inFlight()).isEqualTo(1);
        sent.cancel(true);

        assertRecorded("timers.inventory.GET.aborted", 1);
    }

    @Test
    void aRequestWhoseThreadIsInterruptedIsAborted() throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                client.send(request("/never"), BodyHandlers.discarding());
            } catch (IOException | InterruptedException stopped) {
                thrown.complete(stopped);
            }
        });
        caller.start();
        other.awaitAsked();
        caller.interrupt();

        assertThat(thrown.get(1, TimeUnit.MINUTES)).isInstanceOf(InterruptedException.class);
        assertRecorded("timers.inventory.GET.aborted", 1);
    }

    @Test
    void withTagsThereIsOneTimer() throws Exception {
        StatsdConnector tagged = StatsdConnector.builder()
                .host(received.host())
                .port(received.port())
                .dialect(Dialect.DOGSTATSD)
                .build();
        tagged.start();
        HttpMetrics metrics = HttpMetrics.ofClients(tagged).tags(true).build();
        MeasuredHttpClient.of(plain, metrics, "inventory").send(request("/items/1"), BodyHandlers.discarding());
        tagged.close();

        received.awaitLines(1, Duration.ofMinutes(1));
        assertThat(received.timers())
                .containsOnlyKeys("timers.http.client.requests;client=inventory;method=GET;status=200");
    }

    @Test
    void allElseIsTheClientsOwn() {
        assertThat(client.version()).isEqualTo(plain.version());
        assertThat(client.followRedirects()).isEqualTo(plain.followRedirects());
        assertThat(client.sslContext()).isSameAs(plain.sslContext());
        assertThat(client.executor()).isEqualTo(plain.executor());
    }

    private void assertRecorded(String name, int times) throws Exception {
        received.awaitLines(times, Duration.ofMinutes(1));
        statsd.stop().get(1, TimeUnit.MINUTES);
        assertThat(received.timers()).containsOnlyKeys(name);
        assertThat(received.linesReceived()).isEqualTo(times);
        assertThat(metrics.inFlight()).isZero();
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(other.address().resolve(path)).build();
    }
}
