package io.sprockets.statsd.spring;

import io.sprockets.statsd.http.HttpMetrics;
import org.jspecify.annotations.Nullable;

/**
 * Names requests in place of their handler and the properties {@code statsd.http.*}, for MVC and WebFlux. Declare a
 * bean:
 *
 * <pre>{@code
 * @Bean
 * RequestNaming requestNaming() {
 *     return request -> request.path().startsWith("/internal/") ? RequestNaming.NOT_RECORDED : request.name();
 * }
 * }</pre>
 *
 * <p>Each name is a series that is kept, so never build one from client input. Must be safe for concurrent use. If it
 * throws, the request gets its default name, and the first exception is logged.
 */
@FunctionalInterface
public interface RequestNaming {
    /** Used instead of a name: the request is not recorded. */
    String NOT_RECORDED = HttpMetrics.NOT_RECORDED;

    /**
     * Returns the name, which becomes one segment. Called once, when the request has been answered, or with MVC when
     * its first dispatch has returned or failed.
     *
     * @return null to count it as {@code unmatched}; {@link #NOT_RECORDED}
     */
    @Nullable
    String name(NamedRequest request);
}
