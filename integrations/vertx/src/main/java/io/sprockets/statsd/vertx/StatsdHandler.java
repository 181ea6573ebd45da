package io.sprockets.statsd.vertx;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.http.HttpMetrics;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.function.Supplier;

/**
 * Records each request of a route, named after the route's name or pattern: {@code timers.items__id.GET.200}. Put it
 * before the handlers that answer:
 *
 * <pre>{@code
 * StatsdHandler statsd = StatsdHandler.create(this);
 * router.route().handler(statsd);
 * router.get("/items/:id").handler(statsd).handler(context -> ...);
 * }</pre>
 *
 * <p>On a route for every path it also sees requests that no route takes, as {@code unmatched}. If it is only there, it
 * knows the route of a request that succeeded, but not of one that failed, and only the mount point of a sub-router; so
 * put it on the routes themselves too. A request is recorded once, however many handlers see it, and named by the last
 * of them.
 */
public final class StatsdHandler implements PlatformHandler {
    private final Supplier<HttpMetrics> metrics;

    private StatsdHandler(Supplier<HttpMetrics> metrics) {
        this.metrics = metrics;
    }

    /** Records with the connector that an application has when the request arrives. */
    public static StatsdHandler create(StatsdApplication application) {
        ApplicationConnector connector = ApplicationConnectors.of(requireNonNull(application, "application"));
        return new StatsdHandler(() -> connector.current().metrics());
    }

    /** Records with a connector that is started and stopped elsewhere. */
    public static StatsdHandler create(HttpMetrics metrics) {
        requireNonNull(metrics, "metrics");
        return new StatsdHandler(() -> metrics);
    }

    @Override
    public void handle(RoutingContext context) {
        Exchange entered = Exchange.enter(context, metrics.get(), RouteName.of(context, Exchange::first));
        try {
            context.next();
        } finally {
            Exchange.leave(entered);
        }
    }
}
