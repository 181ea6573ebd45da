package io.sprockets.statsd.servlet;

import io.sprockets.statsd.http.HttpMetrics;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

/**
 * Names the handler of a request. A framework registers an implementation as a service ({@code
 * META-INF/services/io.sprockets.statsd.servlet.RequestNaming}). A filter without an explicit naming asks each service
 * in turn, and {@link #SERVLET} if none of them knows. Must be safe for concurrent use.
 */
@FunctionalInterface
public interface RequestNaming {
    /** Used instead of a name: the request is not recorded. */
    String NOT_RECORDED = HttpMetrics.NOT_RECORDED;

    /**
     * The name that the servlet was given, or else the simple name of its class; its full name if another servlet is
     * called that. A 404 from the servlet mapped to {@code /} has no handler.
     */
    RequestNaming SERVLET = (request, response) -> answered(request, response, true);

    /** The URL pattern that the servlet is mapped to. A 404 from the servlet mapped to {@code /} has no handler. */
    RequestNaming MAPPING = (request, response) -> answered(request, response, false);

    /**
     * Returns the name of the handler, never built from client input. Called once, when the first dispatch has returned
     * or failed.
     *
     * @param response its status is not final if the request failed or is asynchronous
     * @return null if no handler answered, or it is unknown; {@link #NOT_RECORDED}
     */
    @Nullable
    String handler(HttpServletRequest request, HttpServletResponse response);

    /** Default true. Whether the request is measured. Called once, before anything else happens to the request. */
    default boolean isMeasured(HttpServletRequest request) {
        return true;
    }

    /**
     * Default null. Returns an exception that the framework caught, so that the container does not see it. Called when
     * a dispatch has returned; the filter then checks whether the client of this request has left.
     */
    default @Nullable Caught caught(HttpServletRequest request) {
        return null;
    }

    /**
     * An exception that a framework caught.
     *
     * @param answered whether the framework answers it; frameworks do not if it looks as if the client had left
     */
    record Caught(Throwable thrown, boolean answered) {}

    private static @Nullable String answered(
            HttpServletRequest request, HttpServletResponse response, boolean byServlet) {
        HttpServletMapping mapping = request.getHttpServletMapping();
        if (mapping.getMappingMatch() == MappingMatch.DEFAULT
                && response.getStatus() == HttpServletResponse.SC_NOT_FOUND) {
            return null;
        }
        if (!byServlet) {
            return mapping.getPattern();
        }
        String name = mapping.getServletName();
        return name == null ? null : ServletNames.of(request.getServletContext(), name);
    }
}
