package io.sprockets.statsd.spring;

import io.sprockets.statsd.servlet.RequestNaming;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.util.DisconnectedClientHelper;

/** Names a request after what Spring MVC matched it to, or after its servlet if that is another one. */
final class MvcNaming implements RequestNaming {
    private static final String MAPPING = "org.springframework.web.servlet.HandlerMapping";
    private static final String HANDLER = MAPPING + ".bestMatchingHandler";
    private static final String PATTERN = MAPPING + ".bestMatchingPattern";
    private static final String RESOLVED = "org.springframework.web.servlet.DispatcherServlet.EXCEPTION";
    private static final String MVC = "dispatcherServlet";

    private final RequestNames names;
    private final ApplicationNaming application;
    private final MeasuredPaths paths;

    MvcNaming(RequestNames names, ApplicationNaming application, MeasuredPaths paths) {
        this.names = names;
        this.application = application;
        this.paths = paths;
    }

    @Override
    public boolean isMeasured(HttpServletRequest request) {
        return paths.areAll() || paths.contain(PathContainer.parsePath(path(request)));
    }

    @Override
    public @Nullable String handler(HttpServletRequest request, HttpServletResponse response) {
        String name = name(request, response);
        return application.isPresent() ? application.name(described(request, name)) : name;
    }

    private static NamedRequest described(HttpServletRequest request, @Nullable String name) {
        Object pattern = request.getAttribute(PATTERN);
        return new NamedRequest(
                name,
                request.getMethod(),
                path(request),
                request.getAttribute(HANDLER),
                pattern == null ? null : pattern.toString(),
                request);
    }

    private @Nullable String name(HttpServletRequest request, HttpServletResponse response) {
        if (CorsUtils.isPreFlightRequest(request)) {
            return RequestNames.PREFLIGHT;
        }
        String name = names.name(request.getAttribute(HANDLER), request.getAttribute(PATTERN), response.getStatus());
        return name != null || MVC.equals(request.getHttpServletMapping().getServletName())
                ? name
                : RequestNaming.SERVLET.handler(request, response);
    }

    @Override
    public @Nullable Caught caught(HttpServletRequest request) {
        return request.getAttribute(RESOLVED) instanceof Exception resolved
                ? new Caught(resolved, !DisconnectedClientHelper.isClientDisconnectedException(resolved))
                : null;
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
