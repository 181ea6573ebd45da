package io.sprockets.statsd.vertx;

import static io.sprockets.statsd.vertx.ContractRoutes.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.testing.StatsdServer;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What requests are called. */
class StatsdHandlerTest {
    private static final Handler<RoutingContext> ANSWER = RoutingContext::end;
    private static final Handler<RoutingContext> FAIL = context -> context.fail(503);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(); // in a field, since what is forgotten is closed
    private final StatsdServer server = StatsdServer.start();
    private final StatsdConnector connector =
            StatsdConnector.builder().host(server.host()).port(server.port()).build();
    private final HttpMetrics metrics = HttpMetrics.of(connector);
    private final StatsdHandler statsd = StatsdHandler.create(metrics);
    private final Router router = Router.router(vertx);
    private final Router sub = Router.router(vertx);

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
        connector.close();
        server.close();
    }

    @Test
    void aRouteIsNamedByItsPattern() throws Exception {
        router.get("/items/:id").handler(statsd).handler(ANSWER);

        assertThat(name("/items/7")).isEqualTo("items__id.GET.200");
    }

    @Test
    void aRouteIsNamedByItsNameBeforeItsPattern() throws Exception {
        router.get("/items/:id").setName("get.item").handler(statsd).handler(ANSWER);

        assertThat(name("/items/7")).isEqualTo("get_item.GET.200");
    }

    @Test
    void aRouteOfARegularExpressionIsNamedByThat() throws Exception {
        router.getWithRegex("/[0-9]+").handler(statsd).handler(ANSWER);

        assertThat(name("/12")).isEqualTo("_0-9__.GET.200");
    }

    @Test
    void theRootIsARouteLikeOthers() throws Exception {
        router.route().handler(statsd);
        router.get("/").handler(statsd).handler(ANSWER);

        assertThat(name("/")).isEqualTo("root.GET.200");
    }

    @Test
    void aFailureKeepsTheNameOfItsRoute() throws Exception {
        router.route().handler(statsd);
        router.get("/items/:id").handler(statsd).handler(FAIL);

        assertThat(name("/items/7")).isEqualTo("items__id.GET.503");
    }

    @Test
    void onARouteForEveryPathItKnowsTheRouteThatSucceeds() throws Exception {
        router.route().handler(statsd);
        router.get("/items/:id").handler(ANSWER);

        assertThat(name("/items/7")).isEqualTo("items__id.GET.200");
    }

    @Test
    void onARouteForEveryPathItDoesNotKnowTheRouteThatFails() throws Exception {
        router.route("/*").handler(statsd);
        router.get("/items/:id").handler(FAIL);

        assertThat(name("/items/7")).isEqualTo("unmatched.GET.503");
    }

    @Test
    void aPathUnderASubRouterThatHasNoRouteIsUnmatched() throws Exception {
        router.route().handler(statsd);
        sub.get("/items").handler(statsd).handler(ANSWER);
        router.route("/api/*").subRouter(sub);

        assertThat(name("/api/nothing")).isEqualTo("unmatched.GET.404");
    }

    @Test
    void aMethodThatNoRouteTakesIsUnmatched() throws Exception {
        router.route().handler(statsd);
        router.post("/items").handler(statsd).handler(ANSWER);

        assertThat(name("/items")).isEqualTo("unmatched.GET.405");
    }

    @Test
    void aRerouteIsRecordedOnceUnderItsLastName() throws Exception {
        router.get("/old").handler(statsd).handler(context -> context.reroute("/new"));
        router.get("/new").handler(statsd).handler(ANSWER);

        assertThat(name("/old")).isEqualTo("new.GET.200");
    }

    @Test
    void itMayStandBeforeTheBodyHandler() throws Exception {
        router.get("/items").handler(statsd).handler(BodyHandler.create()).handler(ANSWER);

        assertThat(name("/items")).isEqualTo("items.GET.200");
    }

    @Test
    void aResponseThatBreaksOffIsAborted() throws Exception {
        router.get("/items").handler(statsd).handler(context -> {
            context.response().setChunked(true).write("half");
            context.request().connection().close();
        });
        send("/items");

        server.awaitLines(1, Duration.ofMinutes(1));
        assertThat(server.metrics().get(0).name()).isEqualTo("timers.items.GET.aborted");
    }

    @Test
    void anEndHandlerOfTheApplicationSwitchesNothingOff() throws Exception {
        router.get("/items").handler(statsd).handler(context -> {
            context.response().endHandler(ended -> {});
            context.end();
        });

        assertThat(name("/items")).isEqualTo("items.GET.200");
        assertThat(metrics.inFlight()).isZero();
    }

    @Test
    void nothingStaysInFlight() throws Exception {
        router.get("/items").handler(statsd).handler(context -> {
            assertThat(metrics.inFlight()).isEqualTo(1);
            context.end();
        });

        assertThat(name("/items")).isEqualTo("items.GET.200");
        assertThat(metrics.inFlight()).isZero();
    }

    /** What one request is recorded as. */
    private String name(String path) throws Exception {
        send(path);
        server.awaitLines(1, Duration.ofMinutes(1));
        connector.close();
        assertThat(connector.stats().recorded()).isEqualTo(1);
        assertThat(server.linesReceived()).isEqualTo(1);
        return server.metrics().get(0).name().replaceFirst("^timers\\.", "");
    }

    /** Sends a request, whatever the answer. */
    private void send(String path) throws Exception {
        connector.start();
        int port = await(ContractRoutes.serve(vertx, router)).actualPort();
        await(client.request(HttpMethod.GET, port, "127.0.0.1", path)
                .compose(request -> request.send())
                .compose(response -> response.body())
                .otherwiseEmpty());
    }
}
