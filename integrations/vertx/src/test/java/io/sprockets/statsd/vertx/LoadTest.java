package io.sprockets.statsd.vertx;

import static io.sprockets.statsd.vertx.ContractRoutes.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many requests, and an end in the middle of them. */
class LoadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final StatsdServer received = StatsdServer.start();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
        received.close();
    }

    @Test
    void fiftyThousandRequestsAreFiftyThousandTimers() throws Exception {
        Application application = new Application(0);
        String deployment = deployed(application);
        StatsdConnector connector = application.statsdConnector().orElseThrow();
        LoadClient client = new LoadClient(application.port, 5);
        client.run(8, 6250);

        await(vertx.undeploy(deployment));
        assertThat(client.answered()).isEqualTo(50_000);
        assertThat(received.timers()).containsOnlyKeys("app.timers.MyHandler.GET.200");
        assertThat(received.timer("app.timers.MyHandler.GET.200")).isEqualTo(50_000);
        assertThat(connector.stats().sent()).isEqualTo(50_000).isEqualTo(received.linesReceived());
        assertThat(connector.stats().recorded()).isEqualTo(50_000);
    }

    @Test
    void whatIsInFlightWhenTheVerticleIsUndeployedIsRecordedBeforeTheConnectorStops() throws Exception {
        Set<Thread> before = connectorThreads();
        Application application = new Application(50);
        String deployment = deployed(application);
        StatsdConnector connector = application.statsdConnector().orElseThrow();
        LoadClient client = new LoadClient(application.port, 1);
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> client.run(8, 100_000));
        await().atMost(PATIENCE).until(() -> client.answered() > 50 && application.inFlight() > 0);
        assertThat(connectorThreads()).hasSize(before.size() + 1);
        await(vertx.undeploy(deployment));
        load.join();

        long seen = application.seen.sum();
        assertThat(client.answered()).isPositive().isLessThanOrEqualTo(seen);
        assertThat(connector.stats().recorded()).isEqualTo(seen);
        assertThat(connector.stats().sent()).isEqualTo(seen).isEqualTo(received.linesReceived());
        assertThat(received.timer("app.timers.MyHandler.GET.200")).isGreaterThanOrEqualTo(client.answered());
        await().atMost(PATIENCE).until(() -> before.containsAll(connectorThreads()));
    }

    private static Set<Thread> connectorThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("statsd-(sender|lookup)"))
                .collect(Collectors.toSet());
    }

    private String deployed(Application application) throws Exception {
        JsonObject statsd = new JsonObject()
                .put("host", received.host())
                .put("port", received.port())
                .put("prefix", "app");
        return await(vertx.deployVerticle(
                application, new DeploymentOptions().setConfig(new JsonObject().put("statsd", statsd))));
    }

    /** Answers after some milliseconds. */
    private static final class Application extends VerticleBase implements StatsdApplication {
        final LongAdder seen = new LongAdder();
        private final long delay;
        private @Nullable HttpServer server;
        private volatile int port;

        Application(long delay) {
            this.delay = delay;
        }

        @Override
        public Future<?> start() {
            Router router = Router.router(vertx);
            router.get("/plain").handler(new MyHandler(this));
            return startStatsd()
                    .compose(started -> ContractRoutes.serve(vertx, router))
                    .onSuccess(listening -> {
                        server = listening;
                        port = listening.actualPort();
                    });
        }

        @Override
        public Future<?> stop() {
            return server == null ? stopStatsd() : server.shutdown().eventually(this::stopStatsd);
        }

        long inFlight() {
            return httpMetrics().inFlight();
        }
    }

    private static final class MyHandler extends RequestHandler {
        private final Application application;

        MyHandler(Application application) {
            super(application);
            this.application = application;
        }

        @Override
        protected Future<?> respond(RoutingContext context) {
            application.seen.increment();
            return application.delay == 0
                    ? context.end("plain")
                    : context.vertx()
                            .timer(application.delay, TimeUnit.MILLISECONDS)
                            .compose(later -> context.end("plain"));
        }
    }
}
