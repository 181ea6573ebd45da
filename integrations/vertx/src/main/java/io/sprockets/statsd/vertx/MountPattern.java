package io.sprockets.statsd.vertx;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pattern under which a sub-router is mounted, such as {@code /tenants/:tenant/}. Vert.x publishes only the path
 * that matched it, {@code /tenants/42/}, which is the client's: each tenant would be a series. A method of the context
 * knows the mounting route, but Vert.x does not export it; on the class path it can be called. On the module path
 * {@link HiddenMount} finds the pattern.
 */
final class MountPattern {
    private static final String INTERNAL = "io.vertx.ext.web.impl.RoutingContextInternal";
    private static final @Nullable MethodHandle PARENT = parent();

    private MountPattern() {}

    /**
     * Where the router of the current route is mounted; null if it is the first one.
     *
     * @param first finds the context of the first handler that took a request
     */
    static @Nullable String of(RoutingContext context, Function<HttpServerRequest, @Nullable RoutingContext> first) {
        String mount = context.mountPoint();
        if (mount == null) {
            return null;
        }
        return PARENT == null
                ? HiddenMount.of(context, mount, first.apply(context.request()))
                : ofRoutes(PARENT, context);
    }

    private static @Nullable String ofRoutes(MethodHandle parent, RoutingContext context) {
        RoutingContext outer = outer(parent, context);
        Route route = outer == null ? null : outer.currentRoute();
        if (outer == null || route == null || route.getName() == null) {
            return null;
        }
        String mount = outer.mountPoint() == null ? null : ofRoutes(parent, outer);
        return RoutePath.joined(mount, RoutePath.of(route));
    }

    private static @Nullable RoutingContext outer(MethodHandle parent, RoutingContext context) {
        try {
            return (RoutingContext) parent.invokeExact(context);
        } catch (Throwable e) {
            return null; // a context of another kind
        }
    }

    private static @Nullable MethodHandle parent() {
        try {
            Class<?> internal = Class.forName(INTERNAL, false, RoutingContext.class.getClassLoader());
            return MethodHandles.lookup()
                    .findVirtual(internal, "parent", MethodType.methodType(internal))
                    .asType(MethodType.methodType(RoutingContext.class, RoutingContext.class));
        } catch (ReflectiveOperationException | LinkageError e) {
            return null; // Vert.x is a module, or has it no more
        }
    }
}
