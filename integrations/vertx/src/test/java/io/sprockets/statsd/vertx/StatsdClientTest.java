package io.sprockets.statsd.vertx;

import static io.sprockets.statsd.vertx.ContractRoutes.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.testing.StatsdServer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatsdClientTest {
    private final StatsdServer received = StatsdServer.start();
    private final StatsdConnector statsd = StatsdConnector.builder()
            .host(received.host())
            .port(received.port())
            .build();
    private final HttpMetrics metrics = HttpMetrics.ofClients(statsd).build();
    private final StatsdClient inventory = StatsdClient.create(metrics, "inventory");
    private final Vertx vertx = Vertx.vertx();
    private final WebClient client = WebClient.create(vertx);
    private HttpServer other;

    @BeforeEach
    void start() throws Exception {
        statsd.start();
        other = await(vertx.createHttpServer()
                .requestHandler(request -> request.body()
                        .onSuccess(body -> request.response().setStatusCode(201).end(body)))
                .listen(0, "127.0.0.1"));
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
        statsd.close();
        received.close();
    }

    @Test
    void requestsAreNamedAfterTheService() throws Exception {
        assertThat(await(inventory.send(client.get(other.actualPort(), "127.0.0.1", "/items/7")))
                        .statusCode())
                .isEqualTo(201);
        assertThat(await(inventory.send(
                                client.post(other.actualPort(), "127.0.0.1", "/items"),
                                request -> request.sendBuffer(Buffer.buffer("item"))))
                        .bodyAsString())
                .isEqualTo("item");

        assertRecorded(2, "timers.inventory.GET.201", "timers.inventory.POST.201");
    }

    @Test
    void aRequestThatNobodyAnswersHasFailed() throws Exception {
        int port = other.actualPort();
        await(other.close());
        assertThatThrownBy(() -> await(inventory.send(client.get(port, "127.0.0.1", "/items/7"))))
                .isInstanceOf(ExecutionException.class);

        assertRecorded(1, "timers.inventory.GET.failed");
    }

    @Test
    void aRequestThatIsRefusedHasFailed() throws Exception {
        assertThatThrownBy(() -> inventory.send(client.get("/items/7"), request -> {
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertRecorded(1, "timers.inventory.GET.failed");
    }

    @Test
    void anApplicationsConnectorIsTheOneThatItHas() throws Exception {
        Application application = new Application();
        StatsdClient own = StatsdClient.create(application, "own");
        await(own.send(client.get(other.actualPort(), "127.0.0.1", "/before")));
        await(application.startStatsd());
        await(own.send(client.get(other.actualPort(), "127.0.0.1", "/then")));
        await(application.stopStatsd());

        assertRecorded(1, "app.timers.own.GET.201");
    }

    private void assertRecorded(int times, String... names) throws Exception {
        received.awaitLines(times, Duration.ofMinutes(1));
        statsd.stop().get(1, TimeUnit.MINUTES);
        assertThat(received.timers()).containsOnlyKeys(names);
        assertThat(received.linesReceived()).isEqualTo(times);
        assertThat(metrics.inFlight()).isZero();
    }

    private final class Application implements StatsdApplication {
        @Override
        public JsonObject config() {
            JsonObject server = new JsonObject()
                    .put("host", received.host())
                    .put("port", received.port())
                    .put("prefix", "app");
            return new JsonObject().put("statsd", server);
        }
    }
}
