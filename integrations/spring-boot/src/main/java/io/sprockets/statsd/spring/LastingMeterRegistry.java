package io.sprockets.statsd.spring;

import io.sprockets.statsd.micrometer.StatsdConnectorMeterRegistry;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * A registry that outlives the requests that are still answered. Spring Boot closes registries when the context begins
 * to close, before the web server has drained; this one pauses only just before the connector stops, goes on if the
 * context is started again, and ends when it is destroyed.
 */
final class LastingMeterRegistry extends StatsdConnectorMeterRegistry implements SmartLifecycle, DisposableBean {
    private volatile boolean running;

    LastingMeterRegistry(Builder builder) {
        super(builder);
    }

    /** Does nothing: it is too early. */
    @Override
    public void close() {}

    @Override
    public void destroy() {
        super.close();
    }

    @Override
    public void start() {
        resume();
        running = true;
    }

    @Override
    public void stop() {
        pause();
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
