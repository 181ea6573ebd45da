package io.sprockets.statsd.spring;

import io.sprockets.statsd.http.HttpMetrics;
import org.jspecify.annotations.Nullable;

/**
 * Says what a request is recorded as, where neither its handler nor a property {@code statsd.http.*} does; for MVC and
 * WebFlux. It is a bean:
 *
 * <pre>{@code
 * @Bean
 * RequestNaming requestNaming() {
 *     return request -> request.path().startsWith("/internal/") ? RequestNaming.NOT_RECORDED : request.name();
 * }
 * }</pre>
 *
 * <p>Each name is a series that is kept: never make one of what the client sent. Many threads may ask at once. If it
 * throws, the request has the name that it would have had without this bean, and the first exception is logged.
 */
@FunctionalInterface
public interface RequestNaming {
    /** In the place of a name: the request is not recorded. */
    String NOT_RECORDED = HttpMetrics.NOT_RECORDED;

    /**
     * The name, of which one segment is made. It is asked once, when the request has been answered, or with MVC when
     * its first dispatch has returned or failed.
     *
     * @return null to count it as {@code unmatched}; {@link #NOT_RECORDED}
     */
    @Nullable
    String name(NamedRequest request);
}
