package io.sprockets.statsd.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/** Names a request after what WebFlux matched it to. */
final class FluxNaming {
    private final RequestNames names;
    private final ApplicationNaming application;
    private final MeasuredPaths paths;
    private final ApplicationContext context;

    FluxNaming(RequestNames names, ApplicationNaming application, MeasuredPaths paths, ApplicationContext context) {
        this.names = names;
        this.application = application;
        this.paths = paths;
        this.context = context;
    }

    /** A context has its parent's filters in addition to its own, as the actuator's context on a separate port does. */
    boolean isMeasured(ServerWebExchange exchange) {
        return exchange.getApplicationContext() == context
                && (paths.areAll()
                        || paths.contain(exchange.getRequest().getPath().pathWithinApplication()));
    }

    @Nullable
    String name(ServerWebExchange exchange, Matched matched, int status) {
        String name = CorsUtils.isPreFlightRequest(exchange.getRequest())
                ? RequestNames.PREFLIGHT
                : names.name(matched.handler(), matched.pattern(), status);
        return application.isPresent() ? application.name(described(exchange, matched, name)) : name;
    }

    static Matched matched(ServerWebExchange exchange) {
        @Nullable Object pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return new Matched(
                exchange.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE),
                pattern == null ? null : pattern.toString());
    }

    private static NamedRequest described(ServerWebExchange exchange, Matched matched, @Nullable String name) {
        ServerHttpRequest request = exchange.getRequest();
        return new NamedRequest(
                name,
                request.getMethod().name(),
                request.getPath().pathWithinApplication().value(),
                matched.handler(),
                matched.pattern(),
                exchange);
    }
}
