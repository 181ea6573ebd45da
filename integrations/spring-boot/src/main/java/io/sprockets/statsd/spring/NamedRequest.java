package io.sprockets.statsd.spring;

import org.jspecify.annotations.Nullable;

/**
 * A request about to be recorded.
 *
 * @param name its default name; null if nothing answered
 * @param method as the client sent it
 * @param path as the client sent it, without the application's context path
 * @param handler what answers it, for example a {@code HandlerMethod}; null if nothing was found
 * @param pattern the template of its route; null if there is none
 * @param exchange the {@code HttpServletRequest} or {@code ServerWebExchange}, for everything else
 */
public record NamedRequest(
        @Nullable String name,
        String method,
        String path,
        @Nullable Object handler,
        @Nullable String pattern,
        Object exchange) {}
