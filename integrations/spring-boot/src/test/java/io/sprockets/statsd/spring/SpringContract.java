package io.sprockets.statsd.spring;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.http.tests.HttpServerContract;
import io.sprockets.statsd.http.tests.Route;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contract for a real server with Spring Boot's and our auto-configuration. */
abstract class SpringContract extends HttpServerContract {
    private final Stack stack;
    private final Class<?>[] controllers;
    private @Nullable RunningApplication application;
    private @Nullable HttpMetrics metrics;

    SpringContract(Stack stack, Class<?>... controllers) {
        this.stack = stack;
        this.controllers = controllers;
    }

    @Override
    protected int start(StatsdConnector statsd) {
        application = new RunningApplication(
                stack,
                Map.of(
                        "server.tomcat.max-keep-alive-requests",
                        "-1",
                        "spring.reactor.netty.shutdown-quiet-period",
                        "0s"),
                context -> context.registerBean(StatsdConnector.class, () -> statsd),
                controllers);
        metrics = application.context().getBean(HttpMetrics.class);
        return application.port();
    }

    @Override
    protected long inFlight() {
        return requireNonNull(metrics).inFlight();
    }

    @Override
    protected void stop() {
        if (application != null) {
            application.close();
        }
    }

    @Override
    protected String handler(Route route) {
        return switch (route) {
            case PLAIN, FAILING, ITEM, ENDLESS, BODY, BROKEN, UPGRADE -> "SoonController";
            case ASYNC, FAILING_LATER, TIMEOUT, EVENTS, FEED, BROKEN_LATER -> "LateController";
        };
    }
}
