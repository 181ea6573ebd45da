package io.sprockets.statsd.spring;

import io.sprockets.statsd.spring.RequestProperties.Naming;
import org.jspecify.annotations.Nullable;

/** What the requests of an application are called, alike on MVC and WebFlux. Any thread may use it. */
final class RequestNames {
    /**
     * A CORS preflight. Spring answers it, whatever the handler of the actual request.
     */
    static final String PREFLIGHT = "preflight";

    private static final String FILE = "static";
    private static final int NOT_FOUND = 404;

    private final Naming naming;
    private final HandlerNames handlers;
    private final RouteNames framework;

    RequestNames(Naming naming, HandlerNames handlers, RouteNames framework) {
        this.naming = naming;
        this.handlers = handlers;
        this.framework = framework;
    }

    /**
     * Null if nothing answered. It takes the parts of a {@link Matched}, which would be an object for each request.
     */
    @Nullable
    String name(@Nullable Object handler, @Nullable Object pattern, int status) {
        if (Matched.isFile(handler)) {
            return status == NOT_FOUND ? null : FILE;
        }
        String name = naming == Naming.HANDLER ? handlers.of(handler) : null;
        return name != null ? name : route(handler, pattern == null ? null : pattern.toString());
    }

    private @Nullable String route(@Nullable Object handler, @Nullable String pattern) {
        Class<?> type = Matched.type(handler);
        if (type == null || !HandlerType.isOfFramework(type)) {
            return pattern;
        }
        return pattern == null ? type.getSimpleName() : framework.of(pattern); // a gateway has no patterns
    }
}
