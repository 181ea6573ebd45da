package io.sprockets.statsd.examples.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.ReceivedMetric;
import io.sprockets.statsd.testing.StatsdServer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationTest {
    @Test
    void oneRequestIsTwoTimers() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (StatsdServer server = StatsdServer.start()) {
            DeploymentOptions options = options(server, 0);
            Application application = new Application();
            String deployment = vertx.deployVerticle(application, options).await();
            StatsdConnector connector = application.statsdConnector().orElseThrow();
            assertThat(get(application.port())).isEqualTo(204);
            vertx.undeploy(deployment).await();

            List<ReceivedMetric> metrics = server.metrics();
            assertThat(metrics)
                    .extracting(ReceivedMetric::name)
                    .containsExactly(
                            "applications.my-service.timers.some-operation",
                            "applications.my-service.timers.MyHandler.GET.204");
            assertThat(metrics).allSatisfy(metric -> {
                assertThat(metric.type()).isEqualTo("ms");
                assertThat(metric.value()).isGreaterThanOrEqualTo(1000);
            });
            assertThat(connector.stats().recorded()).isEqualTo(2);
            assertThat(connector.stats().sent()).isEqualTo(2).isEqualTo(server.linesReceived());
        } finally {
            vertx.close().await();
        }
    }

    @Test
    void aTakenPortLeavesNoConnectorBehind() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (StatsdServer server = StatsdServer.start();
                ServerSocket taken = new ServerSocket(0)) {
            DeploymentOptions options = options(server, taken.getLocalPort());
            Application application = new Application();

            assertThatThrownBy(() -> vertx.deployVerticle(application, options).await())
                    .isInstanceOf(BindException.class);
            assertThat(application.statsdConnector()).isEmpty();
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("statsd-sender")) {
                    thread.join(10_000); // it may just be about to end
                    assertThat(thread.isAlive()).isFalse();
                }
            }
        } finally {
            vertx.close().await();
        }
    }

    private static DeploymentOptions options(StatsdServer server, int port) {
        DeploymentOptions options = Application.options();
        options.getConfig().put("port", port);
        options.getConfig().getJsonObject("statsd").put("host", server.host()).put("port", server.port());
        return options;
    }

    private static int get(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .timeout(Duration.ofSeconds(30))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
