package io.sprockets.statsd.spring;

import org.jspecify.annotations.Nullable;

/**
 * A request that is to be recorded.
 *
 * @param name what it would be called; null if nothing answered
 * @param method as the client sent it
 * @param path as the client sent it, without that of the application
 * @param handler what answers it, for instance a {@code HandlerMethod}; null if nothing was found
 * @param pattern the template of its route; null if there is none
 * @param exchange the {@code HttpServletRequest} or {@code ServerWebExchange}, for all else
 */
public record NamedRequest(
        @Nullable String name,
        String method,
        String path,
        @Nullable Object handler,
        @Nullable String pattern,
        Object exchange) {}
