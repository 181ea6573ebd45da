package io.sprockets.statsd.servlet;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.http.tests.HttpServerContract;
import io.sprockets.statsd.http.tests.Route;
import jakarta.servlet.ServletContext;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The contract for servlet containers: everything is registered by the initializer, as a container does. */
abstract class ServletContract extends HttpServerContract {
    private @Nullable Container container;
    private @Nullable HttpMetrics metrics;

    /** A container that has not started. */
    abstract Container container() throws Exception;

    @Override
    protected int start(StatsdConnector statsd) throws Exception {
        AtomicReference<ServletContext> application = new AtomicReference<>();
        container = container();
        int port = container.start((classes, context) -> {
            application.set(context);
            context.setAttribute(StatsdContextListener.CONNECTOR, statsd);
            addRoutes(context);
            new StatsdInitializer().onStartup(null, context);
        });
        metrics = (HttpMetrics) requireNonNull(application.get()).getAttribute(StatsdFilter.METRICS);
        return port;
    }

    @Override
    protected long inFlight() {
        return requireNonNull(metrics).inFlight();
    }

    @Override
    protected void stop() throws Exception {
        if (container != null) {
            container.stop();
        }
    }

    @Override
    protected String handler(Route route) {
        return RouteServlet.name(route);
    }

    @Override
    protected int timeoutStatus() {
        return 500;
    }

    private static void addRoutes(ServletContext context) {
        for (Route route : Route.values()) {
            var registration = context.addServlet(RouteServlet.name(route), new RouteServlet(route));
            registration.setAsyncSupported(true);
            registration.addMapping(RouteServlet.pattern(route));
        }
    }
}
