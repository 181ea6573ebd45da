package io.sprockets.statsd.vertx;

import static io.sprockets.statsd.vertx.ContractRoutes.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.testing.StatsdServer;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that several handlers see, at once and later, and requests of whose end nobody tells. */
class FoundAgainTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(); // in a field, since what is forgotten is closed
    private final StatsdServer server = StatsdServer.start();
    private final StatsdConnector connector =
            StatsdConnector.builder().host(server.host()).port(server.port()).build();
    private final HttpMetrics metrics = HttpMetrics.of(connector);
    private final StatsdHandler statsd = StatsdHandler.create(metrics);
    private final Router router = Router.router(vertx);

    @BeforeEach
    void start() {
        connector.start();
        router.route().handler(statsd);
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
        connector.close();
        server.close();
    }

    @Test
    void aRequestThatIsAnsweredLaterIsRecordedOnceUnderItsLastName() throws Exception {
        router.route().handler(later(RoutingContext::next));
        router.get("/items").handler(statsd).handler(later(RoutingContext::end));
        askTimes(20);

        assertRecorded(20, "items.GET.200");
    }

    @Test
    void aRequestThatPassesOnToAnotherThreadIsRecordedOnce() throws Exception {
        assumeFalse(
                ContractRoutes.isOlder(),
                "Vert.x 5.0.10 now and then never answers what passes on from a blocking handler, without us as well");
        router.get("/items").blockingHandler(statsd).handler(RoutingContext::end);
        askTimes(200);

        assertRecorded(200, "items.GET.200");
    }

    @Test
    void nothingIsAddedToTheDataOfTheContext() throws Exception {
        CompletableFuture<Map<String, Object>> data = new CompletableFuture<>();
        router.get("/items").handler(statsd).handler(later(context -> {
            data.complete(Map.copyOf(context.data()));
            context.end();
        }));
        askTimes(1);

        assertThat(data.get()).isEmpty();
    }

    @Test
    void aHandlerAfterTheEndStartsNoRequest() throws Exception {
        CountDownLatch passed = new CountDownLatch(1);
        router.get("/items")
                .handler(statsd)
                .handler(context -> context.end()
                        .onComplete(sent -> vertx.runOnContext(turn -> {
                            try {
                                statsd.handle(context); // there is no route left to pass the request to
                            } finally {
                                passed.countDown();
                            }
                        })));
        askTimes(1);
        assertThat(passed.await(1, TimeUnit.MINUTES)).isTrue();

        assertRecorded(1, "items.GET.200");
    }

    @Test
    void aClientThatLeavesIsSeenThoughTheApplicationHasTheHandlersOfTheResponse() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        router.get("/items").handler(statsd).handler(context -> {
            context.response().closeHandler(closed -> {}).exceptionHandler(failed -> {});
            asked.countDown(); // and never answers
        });
        leaveOnce(asked);

        assertRecorded(1, "items.GET.aborted");
    }

    /** Vert.x 5.0 leaves such a response open, since it wants to set the status once more; 5.1 resets it. */
    @Test
    void aResponseThatBrokeOffHereHasFailedThoughItsClientHadToEndIt() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        router.get("/items")
                .handler(statsd)
                .handler(context -> context.response()
                        .setChunked(true)
                        .write("a part")
                        .onSuccess(sent -> {
                            try {
                                context.fail(new IllegalStateException("on purpose"));
                            } finally {
                                failed.countDown();
                            }
                        }));
        leaveOnce(failed);

        assertRecorded(1, "items.GET.failed");
    }

    @Test
    void whatIsDoneForAClientThatHasLeftIsNoOtherRequest() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<RoutingContext> waiting = new CompletableFuture<>();
        router.route().handler(context -> {
            waiting.complete(context);
            asked.countDown();
        });
        router.get("/items").handler(statsd).handler(RoutingContext::end);
        leaveOnce(asked);
        server.awaitLines(1, PATIENCE);
        CountDownLatch passed = new CountDownLatch(1);
        vertx.runOnContext(turn -> {
            waiting.join().next();
            passed.countDown();
        });
        assertThat(passed.await(1, TimeUnit.MINUTES)).isTrue();

        assertRecorded(1, "unmatched.GET.aborted");
    }

    private Handler<RoutingContext> later(Handler<RoutingContext> then) {
        return context -> vertx.setTimer(1, id -> then.handle(context));
    }

    private int serve() throws Exception {
        return await(ContractRoutes.serve(vertx, router)).actualPort();
    }

    private void askTimes(int times) throws Exception {
        int port = serve();
        for (int i = 0; i < times; i++) {
            await(client.request(HttpMethod.GET, port, "127.0.0.1", "/items")
                    .compose(request -> request.send())
                    .compose(response -> response.body()));
        }
    }

    /** Leaves without a word once the application has the request. */
    private void leaveOnce(CountDownLatch asked) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), serve())) {
            String request = "GET /items HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void assertRecorded(int times, String name) {
        await().atMost(PATIENCE).until(() -> metrics.inFlight() == 0);
        server.awaitLines(times, PATIENCE);
        connector.close();
        assertThat(connector.stats().recorded()).isEqualTo(times);
        assertThat(server.timers()).containsOnlyKeys("timers." + name);
    }
}
