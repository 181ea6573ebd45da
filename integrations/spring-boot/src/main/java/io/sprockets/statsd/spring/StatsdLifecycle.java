package io.sprockets.statsd.spring;

import io.sprockets.statsd.StatsdConnector;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the connectors of one context before all that may record and stops them after it, so that the last response is
 * recorded too.
 */
final class StatsdLifecycle implements SmartLifecycle {
    /**
     * A higher phase stops earlier. Reactor Netty answers requests that it has just accepted until its threads stop, in
     * phase 0, long after the web server; the logging stops one above the lowest.
     */
    static final int PHASE = Integer.MIN_VALUE + 1024;

    private final Collection<StatsdConnector> connectors;
    private volatile boolean running;

    StatsdLifecycle(Collection<StatsdConnector> connectors) {
        this.connectors = connectors;
    }

    @Override
    public void start() {
        connectors.forEach(StatsdConnector::start);
        running = true;
    }

    @Override
    public void stop() {
        connectors.forEach(StatsdConnector::close);
        running = false;
    }

    @Override
    public void stop(Runnable callback) {
        CompletableFuture<?>[] stops = connectors.stream()
                .map(StatsdConnector::stop)
                .filter(Objects::nonNull) // a mock of a test has none
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(stops).whenComplete((done, failure) -> {
            running = false;
            callback.run();
        });
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
