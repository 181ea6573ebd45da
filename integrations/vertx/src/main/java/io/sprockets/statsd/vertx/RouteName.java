package io.sprockets.statsd.vertx;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the route is called that a request is in. */
final class RouteName {
    private RouteName() {}

    /**
     * The name that was given to it, else where its router is mounted and its pattern, such as {@code /api/items/:id};
     * null if it takes every path.
     *
     * @param first finds the context of the first handler that took a request
     */
    static @Nullable String of(RoutingContext context, Function<HttpServerRequest, @Nullable RoutingContext> first) {
        Route route = context.currentRoute();
        if (route == null || route.getName() == null) {
            return null;
        }
        String path = route.getPath();
        if (!route.getName().equals(path)) {
            return route.getName(); // given, or a regular expression
        }
        return path.equals("/") && !route.isExactPath()
                ? null
                : RoutePath.joined(MountPattern.of(context, first), path);
    }
}
