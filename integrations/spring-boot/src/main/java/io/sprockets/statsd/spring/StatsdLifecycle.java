package io.sprockets.statsd.spring;

import io.sprockets.statsd.StatsdConnector;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.SmartLifecycle;

/** Starts connectors before the web server and stops them after its last response, so that this one is recorded too. */
final class StatsdLifecycle implements SmartLifecycle {
    /** Spring Boot drains the web server 1024 and stops it 2048 below the default; a higher phase stops earlier. */
    static final int PHASE = DEFAULT_PHASE - 4096;

    private final List<StatsdConnector> connectors;
    private volatile boolean running;

    StatsdLifecycle(List<StatsdConnector> connectors) {
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
        CompletableFuture<?>[] stops =
                connectors.stream().map(StatsdConnector::stop).toArray(CompletableFuture<?>[]::new);
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
