package io.sprockets.statsd.servlet;

import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

/**
 * Says which handler answered a request. Whoever writes a framework offers one as a service
 * ({@code META-INF/services/io.sprockets.statsd.servlet.RequestNaming}); the filters that are not given another ask each
 * service in turn, and {@link #SERVLET} if none of them knows. Many threads may ask at once.
 */
@FunctionalInterface
public interface RequestNaming {
    /** The name of the servlet, as it was registered. A 404 from the servlet mapped to {@code /} has no handler. */
    RequestNaming SERVLET = (request, response) -> answered(request, response, true);

    /** The URL pattern that the servlet is mapped to. A 404 from the servlet mapped to {@code /} has no handler. */
    RequestNaming MAPPING = (request, response) -> answered(request, response, false);

    /**
     * The name of the handler; never made of what the client sent. It is asked once, when the first dispatch has returned
     * or failed.
     *
     * @param response its status is not final if the request failed or is asynchronous
     * @return null if no handler answered, or it is not known
     */
    @Nullable
    String handler(HttpServletRequest request, HttpServletResponse response);

    /**
     * False: whether the framework found that the client had left, and told nobody. It is asked once, when the request has
     * ended.
     */
    default boolean isAborted(HttpServletRequest request) {
        return false;
    }

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
