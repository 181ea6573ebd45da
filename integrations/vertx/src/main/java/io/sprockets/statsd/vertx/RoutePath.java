package io.sprockets.statsd.vertx;

import io.vertx.ext.web.Route;
import org.jspecify.annotations.Nullable;

/** The patterns of routes, and how that of a router's mount and that of its route become one. */
final class RoutePath {
    private RoutePath() {}

    static String of(Route route) {
        return route.getPath() == null ? route.getName() : route.getPath();
    }

    static String joined(@Nullable String mount, String path) {
        if (mount == null || mount.equals("/")) {
            return path;
        }
        return (mount.endsWith("/") ? mount.substring(0, mount.length() - 1) : mount)
                + (path.startsWith("/") ? path : "/" + path);
    }
}
