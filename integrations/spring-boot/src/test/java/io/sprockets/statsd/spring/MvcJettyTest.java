package io.sprockets.statsd.spring;

import io.sprockets.statsd.http.tests.Route;

class MvcJettyTest extends SpringContract {
    MvcJettyTest() {
        super(Stack.JETTY, MvcRoutes.SoonController.class, MvcRoutes.LateController.class);
    }

    /** Jetty's own way to another protocol is not the servlet's, see the test of WebSockets. */
    @Override
    protected boolean serves(Route route) {
        return route != Route.UPGRADE;
    }
}
