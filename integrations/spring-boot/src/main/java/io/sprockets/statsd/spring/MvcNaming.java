package io.sprockets.statsd.spring;

import io.sprockets.statsd.servlet.RequestNaming;
import io.sprockets.statsd.spring.StatsdProperties.Naming;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names a request after what Spring MVC matched it to, or after its servlet if that is another one. */
final class MvcNaming implements RequestNaming {
    private static final String MAPPING = "org.springframework.web.servlet.HandlerMapping";
    private static final String HANDLER = MAPPING + ".bestMatchingHandler";
    private static final String PATTERN = MAPPING + ".bestMatchingPattern";
    private static final String RESOLVED = "org.springframework.web.servlet.DispatcherServlet.EXCEPTION";
    private static final String MVC = "dispatcherServlet";
    private static final Set<String> CLIENT_LEFT =
            Set.of("ClientAbortException", "EofException", "AsyncRequestNotUsableException");
    private static final int MOST_CAUSES = 100; // a chain may be a ring

    private final Naming naming;

    MvcNaming(Naming naming) {
        this.naming = naming;
    }

    @Override
    public @Nullable String handler(HttpServletRequest request, HttpServletResponse response) {
        Object pattern = request.getAttribute(PATTERN);
        Matched matched = new Matched(request.getAttribute(HANDLER), pattern == null ? null : pattern.toString());
        String name = matched.name(naming, response.getStatus());
        return name != null || MVC.equals(request.getHttpServletMapping().getServletName())
                ? name
                : RequestNaming.SERVLET.handler(request, response);
    }

    /**
     * MVC takes the exception of a client that left for resolved, and returns as if nothing had happened. Another server that
     * hung up on this one fails alike, but not with an exception of the container.
     */
    @Override
    public boolean isAborted(HttpServletRequest request) {
        return request.getAttribute(RESOLVED) instanceof Exception resolved
                && Stream.<Throwable>iterate(resolved, cause -> cause != null, Throwable::getCause)
                        .limit(MOST_CAUSES)
                        .anyMatch(cause -> CLIENT_LEFT.contains(cause.getClass().getSimpleName()));
    }
}
