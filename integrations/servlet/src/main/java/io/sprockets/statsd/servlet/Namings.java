package io.sprockets.statsd.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Asks the namings of frameworks first, and then one that always knows. */
final class Namings implements RequestNaming {
    private final List<RequestNaming> frameworks;
    private final RequestNaming last;

    private Namings(List<RequestNaming> frameworks, RequestNaming last) {
        this.frameworks = frameworks;
        this.last = last;
    }

    /** @param last what is asked last: null or {@code servlet}, or {@code mapping} */
    static RequestNaming of(@Nullable String last) throws ServletException {
        List<RequestNaming> frameworks = ServiceLoader.load(RequestNaming.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return new Namings(frameworks, byName(last));
    }

    private static RequestNaming byName(@Nullable String name) throws ServletException {
        if (name == null || name.equals("servlet")) {
            return SERVLET;
        }
        if (name.equals("mapping")) {
            return MAPPING;
        }
        throw new ServletException("naming is " + name + ", expected servlet or mapping");
    }

    @Override
    public boolean isMeasured(HttpServletRequest request) {
        for (RequestNaming framework : frameworks) {
            if (!framework.isMeasured(request)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable Caught caught(HttpServletRequest request) {
        for (RequestNaming framework : frameworks) {
            Caught caught = framework.caught(request);
            if (caught != null) {
                return caught;
            }
        }
        return null;
    }

    @Override
    public @Nullable String handler(HttpServletRequest request, HttpServletResponse response) {
        for (RequestNaming framework : frameworks) {
            String handler = framework.handler(request, response);
            if (handler != null) {
                return handler;
            }
        }
        return last.handler(request, response);
    }
}
