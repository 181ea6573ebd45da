package io.sprockets.statsd.spring;

import io.sprockets.statsd.micrometer.StatsdConnectorMeterRegistry;
import org.springframework.context.SmartLifecycle;

/**
 * A registry that outlives the requests that are still answered. Spring Boot closes registries when the context begins to
 * close, before the web server has drained; this one ends only just before the connector stops.
 */
final class LastingMeterRegistry extends StatsdConnectorMeterRegistry implements SmartLifecycle {
    private volatile boolean running;

    LastingMeterRegistry(Builder builder) {
        super(builder);
    }

    /** Does nothing: it is too early. */
    @Override
    public void close() {}

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        super.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return StatsdLifecycle.PHASE + 1; // a higher phase stops earlier
    }
}
