package io.sprockets.statsd.spring;

import io.sprockets.statsd.http.tests.Route;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;

class WebFluxTest extends SpringContract {
    WebFluxTest() {
        super(WebApplicationType.REACTIVE, FluxRoutes.SoonController.class, FluxRoutes.LateController.class);
    }

    /** WebFlux has no timeout of its own; the one of a {@code Mono} is an exception like any other. */
    @Override
    protected int timeoutStatus() {
        return 500;
    }

    /** On Spring Boot 3 the server is Tomcat, which is on the class path for MVC; the route upgrades as Netty does. */
    @Override
    protected boolean serves(Route route) {
        return route != Route.UPGRADE || SpringBootVersion.getVersion().startsWith("4.");
    }
}
