package io.sprockets.statsd.examples;

import io.sprockets.statsd.vertx.StatsdApplication;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The handler of the Vert.x example with an operation that is shorter, and with more to see: requests and those in
 * flight.
 */
final class MyHandler extends io.sprockets.statsd.examples.vertx.MyHandler {
    private final AtomicLong inFlight = new AtomicLong();
    private final LongAdder recorded = new LongAdder(); // counted here, so that the ledger has a second opinion

    MyHandler(StatsdApplication application) {
        super(application);
    }

    @Override
    protected Future<?> respond(RoutingContext context) {
        increaseCounter("requests");
        statsd().gauge("requests-in-flight", inFlight.incrementAndGet());
        recorded.add(2);
        context.addEndHandler(ended -> {
            statsd().gauge("requests-in-flight", inFlight.decrementAndGet());
            recorded.add(2); // and the request itself
        });
        return super.respond(context);
    }

    @Override
    protected Future<Void> doSomething(Vertx vertx) {
        recorded.increment(); // for its timer
        return vertx.timer(ThreadLocalRandom.current().nextLong(1, 5), TimeUnit.MILLISECONDS);
    }

    /** How many metrics were recorded. */
    long recorded() {
        return recorded.sum();
    }
}
