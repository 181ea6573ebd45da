package io.sprockets.statsd.spring;

class WebFluxTest extends SpringContract {
    WebFluxTest() {
        super(Stack.NETTY, FluxRoutes.SoonController.class, FluxRoutes.LateController.class);
    }

    /** WebFlux has no timeout of its own; the one of a {@code Mono} is an exception like any other. */
    @Override
    protected int timeoutStatus() {
        return 500;
    }
}
