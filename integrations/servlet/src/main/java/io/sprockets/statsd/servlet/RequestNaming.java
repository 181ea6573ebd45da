package io.sprockets.statsd.servlet;

import io.sprockets.statsd.http.HttpMetrics;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

/**
 * Says which handler answered a request. Whoever writes a framework offers one as a service ({@code
 * META-INF/services/io.sprockets.statsd.servlet.RequestNaming}); the filters that are not given another ask each
 * service in turn, and {@link #SERVLET} if none of them knows. Many threads may ask at once.
 */
@FunctionalInterface
public interface RequestNaming {
    /** In the place of a name: the request is not recorded. */
    String NOT_RECORDED = HttpMetrics.NOT_RECORDED;

    /** The name of the servlet, as it was registered. A 404 from the servlet mapped to {@code /} has no handler. */
    RequestNaming SERVLET = (request, response) -> answered(request, response, true);

    /** The URL pattern that the servlet is mapped to. A 404 from the servlet mapped to {@code /} has no handler. */
    RequestNaming MAPPING = (request, response) -> answered(request, response, false);

    /**
     * The name of the handler; never made of what the client sent. It is asked once, when the first dispatch has
     * returned or failed.
     *
     * @param response its status is not final if the request failed or is asynchronous
     * @return null if no handler answered, or it is not known; {@link #NOT_RECORDED}
     */
    @Nullable
    String handler(HttpServletRequest request, HttpServletResponse response);

    /** True: whether the request is measured. It is asked once, before anything else happens to the request. */
    default boolean isMeasured(HttpServletRequest request) {
        return true;
    }

    /**
     * Null: an exception that the framework caught, so that the container does not see it. It is asked when a dispatch
     * has returned; whether the client of this request has left is then found out.
     */
    default @Nullable Caught caught(HttpServletRequest request) {
        return null;
    }

    /**
     * An exception that a framework caught.
     *
     * @param answered whether there is a response to it; none is made if it looks like that of a client that left
     */
    record Caught(Throwable thrown, boolean answered) {}

    private static @Nullable String answered(
            HttpServletRequest request, HttpServletResponse response, boolean byServlet) {
        HttpServletMapping mapping = request.getHttpServletMapping();
        if (mapping.getMappingMatch() == MappingMatch.DEFAULT
                && response.getStatus() == HttpServletResponse.SC_NOT_FOUND) {
            return null;
        }
        return byServlet ? mapping.getServletName() : mapping.getPattern();
    }
}
