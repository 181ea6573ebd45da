package io.sprockets.statsd.vertx;

import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pattern under which a sub-router is mounted, such as {@code /tenants/:tenant/}. Vert.x publishes only the path
 * that matched it, {@code /tenants/42/}, which is the client's: each tenant would be a series. A method of the context
 * knows the mounting route, but Vert.x does not export it; on the class path it can be called. On the module path the
 * pattern is rebuilt from the values of the path's parameters.
 */
final class MountPattern {
    private static final String INTERNAL = "io.vertx.ext.web.impl.RoutingContextInternal";
    private static final @Nullable MethodHandle PARENT = parent();

    private MountPattern() {}

    /** Where the router of the current route is mounted; null if it is the first one. */
    static @Nullable String of(RoutingContext context) {
        String mount = context.mountPoint();
        if (mount == null || PARENT == null) {
            Route route = context.currentRoute();
            String own = route == null ? null : route.getPath();
            return mount == null ? null : ofValues(mount, own == null ? "" : own, context.pathParams());
        }
        RoutingContext outer = outer(PARENT, context);
        Route route = outer == null ? null : outer.currentRoute();
        if (outer == null || route == null || route.getName() == null) {
            return null;
        }
        String path = route.getPath() == null ? route.getName() : route.getPath();
        return RouteName.joined(of(outer), path);
    }

    private static @Nullable RoutingContext outer(MethodHandle parent, RoutingContext context) {
        try {
            return (RoutingContext) parent.invokeExact(context);
        } catch (Throwable e) {
            return null; // a context of another kind
        }
    }

    /**
     * Replaces each value of a parameter that the route itself does not have, at most once, from the end: all that a
     * client can do about it is to make a static segment of the same text look like the parameter.
     */
    static String ofValues(String mount, String own, Map<String, String> parameters) {
        Map<String, String> names = new HashMap<>();
        parameters.forEach((name, value) -> {
            if (!(own + "/").contains(":" + name + "/")) {
                names.put(value, name);
            }
        });
        String[] segments = mount.split("/", -1);
        for (int i = segments.length - 1; i >= 0; i--) {
            String name = segments[i].isEmpty() ? null : names.remove(segments[i]);
            segments[i] = name == null ? segments[i] : ":" + name;
        }
        return String.join("/", segments);
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
