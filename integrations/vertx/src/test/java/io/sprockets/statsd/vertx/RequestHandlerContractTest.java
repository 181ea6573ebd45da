package io.sprockets.statsd.vertx;

import static io.sprockets.statsd.vertx.ContractRoutes.await;
import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.http.tests.HttpServerContract;
import io.sprockets.statsd.http.tests.Route;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The contract for applications whose handlers are classes: names are those of the classes. */
class RequestHandlerContractTest extends HttpServerContract {
    private final Vertx vertx = Vertx.vertx();
    private @Nullable HttpMetrics metrics;

    @Override
    protected int start(StatsdConnector statsd) throws Exception {
        HttpMetrics metrics = HttpMetrics.of(statsd);
        this.metrics = metrics;
        Router router = Router.router(vertx);
        Router sub = Router.router(vertx);
        for (Route route : Route.values()) {
            boolean mounted = route.path().startsWith("/sub/");
            String path = route.path().replace("/sub", "").replace("{id}", ":id");
            (mounted ? sub : router)
                    .route(path)
                    .handler(ContractRoutes.timeout(route))
                    .handler(new MyHandler(statsd, metrics, route));
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
        return "MyHandler";
    }

    @Override
    protected Optional<String> unmatched() {
        return Optional.empty(); // no handler, no metric
    }

    private static final class MyHandler extends RequestHandler {
        private final Route route;

        MyHandler(StatsdConnector statsd, HttpMetrics metrics, Route route) {
            super(statsd, metrics);
            this.route = route;
        }

        @Override
        protected Future<?> respond(RoutingContext context) {
            return ContractRoutes.respond(route, context);
        }
    }
}
