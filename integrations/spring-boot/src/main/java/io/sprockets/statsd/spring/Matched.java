package io.sprockets.statsd.spring;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;

/**
 * What a request was matched to.
 *
 * @param handler what answers it
 * @param pattern the template of its route
 */
record Matched(@Nullable Object handler, @Nullable String pattern) {
    private static final Set<String> FILES = Set.of(
            "org.springframework.web.servlet.resource.ResourceHttpRequestHandler",
            "org.springframework.web.servlet.resource.DefaultServletHttpRequestHandler",
            "org.springframework.web.servlet.function.ResourceHandlerFunction",
            "org.springframework.web.reactive.resource.ResourceWebHandler",
            "org.springframework.web.reactive.function.server.ResourceHandlerFunction");
    private static final String WELCOME_PAGE =
            ".WelcomePageRouterFunctionFactory$$"; // of WebFlux; MVC forwards to the file

    /** Whether a handler serves the application's files, also as its welcome page. */
    static boolean isFile(@Nullable Object handler) {
        String type = handler == null ? "" : handler.getClass().getName();
        return FILES.contains(type) || type.contains(WELCOME_PAGE);
    }

    /** The class of a handler, if need be of a proxy or a wrapper; null if there is none. */
    static @Nullable Class<?> type(@Nullable Object handler) {
        if (handler == null) {
            return null;
        }
        return handler instanceof HandlerMethod method ? method.getBeanType() : handler.getClass();
    }
}
