package io.sprockets.statsd.vertx;

import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The mount patterns of one route of a sub-router, where Vert.x is a module and does not tell them. If a {@link
 * StatsdHandler} of the first router has seen the request, its context leads to them, from one sub-router to the next;
 * otherwise they are rebuilt from the values of the path's parameters. Any thread may use it.
 */
final class HiddenMount {
    private static final String KEY = "io.sprockets.statsd.vertx.mount"; // of the route's metadata
    private static final int DEEPEST = 20;

    private final ConcurrentMap<Route, Optional<String>> found = new ConcurrentHashMap<>(); // by the outermost mount
    private final RebuiltMounts rebuilt = new RebuiltMounts();

    private HiddenMount() {}

    /**
     * The pattern where a request is.
     *
     * @param path the one that matched it, which is the client's
     * @param first the context of the first handler that took the request, if one has
     */
    static String of(RoutingContext context, String path, @Nullable RoutingContext first) {
        Route own = context.currentRoute();
        if (own == null) {
            return RebuiltMounts.ANY;
        }
        HiddenMount mount = of(own);
        Route outermost = first == null || first.mountPoint() != null ? null : first.currentRoute();
        return Optional.ofNullable(outermost)
                .flatMap(outer -> mount.found.computeIfAbsent(outer, o -> way(o, own, DEEPEST)))
                .orElseGet(() -> mount.rebuilt.of(path, own.getPath(), context.pathParams()));
    }

    private static HiddenMount of(Route own) {
        HiddenMount known = own.getMetadata(KEY);
        return known != null ? known : added(own);
    }

    private static HiddenMount added(Route own) {
        synchronized (KEY) {
            HiddenMount known = own.getMetadata(KEY);
            HiddenMount mount = known != null ? known : new HiddenMount();
            own.putMetadata(KEY, mount);
            return mount;
        }
    }

    /** The patterns from a mounting route to the router of a route; nothing if there are several ways. */
    private static Optional<String> way(Route mounting, Route own, int depth) {
        @Nullable Router sub = mounting.getSubRouter();
        if (sub == null || depth == 0) {
            return Optional.empty();
        }
        List<Route> routes = sub.getRoutes();
        if (routes.contains(own)) {
            return Optional.of(RoutePath.of(mounting));
        }
        List<String> ways = routes.stream()
                .map(route -> way(route, own, depth - 1).orElse(null))
                .filter(Objects::nonNull)
                .toList();
        return ways.size() == 1 ? Optional.of(RoutePath.joined(RoutePath.of(mounting), ways.get(0))) : Optional.empty();
    }
}
