package io.sprockets.statsd.spring;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.http.tests.HttpServerContract;
import io.sprockets.statsd.http.tests.Route;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;

/** The contract for a real server with Spring Boot's and our auto-configuration. */
abstract class SpringContract extends HttpServerContract {
    private final WebApplicationType type;
    private final Class<?>[] controllers;
    private @Nullable RunningApplication application;

    SpringContract(WebApplicationType type, Class<?>... controllers) {
        this.type = type;
        this.controllers = controllers;
    }

    @Override
    protected int start(StatsdConnector statsd) {
        application = new RunningApplication(
                type,
                Map.of(
                        "server.tomcat.max-keep-alive-requests",
                        "-1",
                        "spring.reactor.netty.shutdown-quiet-period",
                        "0s"),
                context -> context.registerBean(StatsdConnector.class, () -> statsd),
                controllers);
        return application.port();
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
            case PLAIN, FAILING, ITEM, ENDLESS, UPGRADE -> "SoonController";
            case ASYNC, FAILING_LATER, TIMEOUT, EVENTS -> "LateController";
        };
    }
}
