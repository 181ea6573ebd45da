package io.sprockets.statsd.vertx;

import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** What the route is called that a request is in. */
final class RouteName {
    private RouteName() {}

    /**
     * The name that was given to it, else where its router is mounted and its pattern, such as {@code /api/items/:id};
     * null if it takes every path.
     */
    static @Nullable String of(RoutingContext context) {
        Route route = context.currentRoute();
        if (route == null || route.getName() == null) {
            return null;
        }
        String path = route.getPath();
        if (!route.getName().equals(path)) {
            return route.getName(); // given, or a regular expression
        }
        return path.equals("/") && !route.isExactPath() ? null : joined(MountPattern.of(context), path);
    }

    static String joined(@Nullable String mount, String path) {
        if (mount == null || mount.equals("/")) {
            return path;
        }
        return (mount.endsWith("/") ? mount.substring(0, mount.length() - 1) : mount)
                + (path.startsWith("/") ? path : "/" + path);
    }
}
