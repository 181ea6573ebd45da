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
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What requests to sub-routers are called. It runs twice: where Vert.x tells the route that mounts a sub-router, as on
 * the class path, and where Vert.x is a module and hides it.
 */
class SubRouterTest {
    private static final Handler<RoutingContext> ANSWER = RoutingContext::end;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(); // in a field, since what is forgotten is closed
    private final StatsdServer server = StatsdServer.start();
    private final StatsdConnector connector =
            StatsdConnector.builder().host(server.host()).port(server.port()).build();
    private final StatsdHandler statsd = StatsdHandler.create(HttpMetrics.of(connector));
    private final Router router = Router.router(vertx);
    private final Router sub = Router.router(vertx);
    private int port;

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
        connector.close();
        server.close();
    }

    @Test
    void theRouteIsHiddenWhereTheBuildSaysSo() throws Exception {
        Class<?> internal = Class.forName("io.vertx.ext.web.impl.RoutingContextInternal");

        assertThat(internal.getModule().isExported(internal.getPackageName(), StatsdHandler.class.getModule()))
                .isNotEqualTo(Boolean.getBoolean("vertx.mounts.hidden"));
    }

    @Test
    void aFailureBehindSubRoutersKeepsItsWholePattern() throws Exception {
        Router inner = Router.router(vertx);
        inner.get("/items/:id").handler(statsd).handler(context -> context.fail(503));
        sub.route("/shop/*").subRouter(inner);
        router.route("/api/*").subRouter(sub);

        assertThat(name("/api/shop/items/7")).isEqualTo("api_shop_items__id.GET.503");
    }

    @Test
    void aParameterOfAMountIsNamedByItsPattern() throws Exception {
        sub.get("/orders/:id").handler(statsd).handler(ANSWER);
        router.route("/tenants/:tenant/*").subRouter(sub);

        assertThat(name("/tenants/42/orders/7")).isEqualTo("tenants__tenant_orders__id.GET.200");
    }

    @Test
    void anEncodedValueIsNoPartOfTheName() throws Exception {
        sub.get("/orders/:id").handler(statsd).handler(ANSWER);
        router.route("/tenants/:tenant/*").subRouter(sub);

        assertThat(name("/tenants/a%20b%2Fc+d/orders/7")).isEqualTo("tenants__tenant_orders__id.GET.200");
    }

    @Test
    void equalValuesOfTwoParametersAreNoPartOfTheName() throws Exception {
        sub.get("/orders").handler(statsd).handler(ANSWER);
        router.route("/tenants/:tenant/users/:user/*").subRouter(sub);

        assertThat(name("/tenants/7/users/8/orders")).isEqualTo("tenants__tenant_users__user_orders.GET.200");
        assertThat(name("/tenants/7/users/7/orders")).isEqualTo("tenants__tenant_users__user_orders.GET.200");
    }

    @Test
    void aParameterMayBeAPartOfASegmentIfTheFirstRouterHasAHandler() throws Exception {
        router.route().handler(statsd);
        sub.get("/orders").handler(statsd).handler(ANSWER);
        router.route("/v:version/*").subRouter(sub);

        assertThat(name("/v12/orders")).isEqualTo("v_version_orders.GET.200");
    }

    @Test
    void mountsInMountsAreFoundIfTheFirstRouterHasAHandler() throws Exception {
        Router inner = Router.router(vertx);
        router.route().handler(statsd);
        inner.get("/orders").handler(statsd).handler(ANSWER);
        sub.route("/shop/*").subRouter(inner);
        router.route("/v:version/*").subRouter(sub);

        assertThat(name("/v12/shop/orders")).isEqualTo("v_version_shop_orders.GET.200");
    }

    /** What one request is recorded as. */
    private String name(String path) throws Exception {
        if (port == 0) {
            connector.start();
            port = await(ContractRoutes.serve(vertx, router)).actualPort();
        }
        await(client.request(HttpMethod.GET, port, "127.0.0.1", path)
                .compose(request -> request.send())
                .compose(response -> response.body())
                .otherwiseEmpty());
        return server.take(Duration.ofMinutes(1)).name().replaceFirst("^timers\\.", "");
    }
}
