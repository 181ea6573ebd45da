package io.sprockets.statsd.vertx;

import static io.sprockets.statsd.vertx.ContractRoutes.await;
import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.http.tests.HttpServerContract;
import io.sprockets.statsd.http.tests.Route;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import org.jspecify.annotations.Nullable;

/** The contract for applications with lambdas: names are patterns. */
class StatsdHandlerContractTest extends HttpServerContract {
    private final Vertx vertx = Vertx.vertx();
    private @Nullable HttpMetrics metrics;

    @Override
    protected int start(StatsdConnector statsd) throws Exception {
        HttpMetrics metrics = HttpMetrics.of(statsd);
        this.metrics = metrics;
        StatsdHandler handler = StatsdHandler.create(metrics);
        Router router = Router.router(vertx);
        Router sub = Router.router(vertx);
        router.route().handler(handler);
        for (Route route : Route.values()) {
            boolean mounted = route.path().startsWith("/sub/");
            String path = route.path().replace("/sub", "").replace("{id}", ":id");
            (mounted ? sub : router)
                    .route(path)
                    .handler(handler)
                    .handler(ContractRoutes.timeout(route))
                    .handler(context -> ContractRoutes.respond(route, context).onFailure(context::fail));
        }
        router.route("/sub/*").subRouter(sub);
        return await(ContractRoutes.serve(vertx, router)).actualPort();
    }

    @Override
    protected boolean serves(Route route) {
        return ContractRoutes.serves(route);
    }

    @Override
    protected long inFlight() {
        return requireNonNull(metrics).inFlight();
    }

    @Override
    protected void stop() throws Exception {
        await(vertx.close());
    }

    @Override
    protected String handler(Route route) {
        return route == Route.ITEM ? "sub_items__id" : route.path().substring(1);
    }
}
