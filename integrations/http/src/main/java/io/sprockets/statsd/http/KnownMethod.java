package io.sprockets.statsd.http;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The methods that have a name of their own. */
enum KnownMethod {
    GET,
    HEAD,
    POST,
    PUT,
    DELETE,
    CONNECT,
    OPTIONS,
    TRACE,
    PATCH,
    OTHER;

    private static final Map<String, KnownMethod> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(KnownMethod::name, Function.identity()));

    /** Methods are case-sensitive: {@code get} is not {@code GET}. */
    static KnownMethod of(@Nullable String name) {
        if ("GET".equals(name)) { // most are, and a comparison costs less than a look-up
            return GET;
        }
        return name == null ? OTHER : BY_NAME.getOrDefault(name, OTHER);
    }
}
