package io.sprockets.statsd.examples.vertx;

import io.sprockets.statsd.vertx.RequestHandler;
import io.sprockets.statsd.vertx.StatsdApplication;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/** Answers 204 after some operation. */
public class MyHandler extends RequestHandler {
    /** A handler of an application. */
    public MyHandler(StatsdApplication application) {
        super(application);
    }

    @Override
    protected Future<?> respond(RoutingContext context) {
        return executionTimer("some-operation", () -> doSomething(context.vertx()))
                .compose(done -> context.response().setStatusCode(204).end());
    }

    /** Takes its time without a thread. */
    protected Future<Void> doSomething(Vertx vertx) {
        return vertx.timer(1, TimeUnit.SECONDS);
    }
}
