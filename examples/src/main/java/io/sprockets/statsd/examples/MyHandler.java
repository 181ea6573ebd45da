package io.sprockets.statsd.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Answers 204 after some operation, and records what a service wants to know about its requests. Any thread may run it. */
final class MyHandler implements HttpHandler {
    private static final int NO_CONTENT = 204;

    private final Statsd statsd;
    private final AtomicLong inFlight = new AtomicLong();
    private final LongAdder recorded = new LongAdder(); // counted here, so that the ledger has a second opinion

    MyHandler(Statsd statsd) {
        this.statsd = statsd;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        long start = System.nanoTime();
        begin();
        try (exchange) {
            someOperation();
            exchange.sendResponseHeaders(NO_CONTENT, -1);
        } finally {
            end(exchange.getRequestMethod(), Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** How many metrics were recorded. */
    long recorded() {
        return recorded.sum();
    }

    private void begin() {
        statsd.incr("requests");
        statsd.gauge("requests-in-flight", inFlight.incrementAndGet());
        recorded.add(2);
    }

    @SuppressWarnings("try") // the timer is there to be closed, not to be used
    private void someOperation() {
        try (Timer timer = statsd.timer("some-operation").start()) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1_000_000, 5_000_000));
        }
        recorded.increment();
    }

    private void end(String method, Duration took) {
        statsd.timing("MyHandler." + method + "." + NO_CONTENT, took);
        statsd.gauge("requests-in-flight", inFlight.decrementAndGet());
        recorded.add(2);
    }
}
