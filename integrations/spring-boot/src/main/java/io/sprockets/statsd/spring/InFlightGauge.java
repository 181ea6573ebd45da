package io.sprockets.statsd.spring;

import io.sprockets.statsd.Gauge;
import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.http.HttpMetrics;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Sends how many requests are in flight, on a daemon thread, from the start of an application to its end.
 */
final class InFlightGauge implements SmartLifecycle {
    private static final Duration EVERY = Duration.ofSeconds(10); // a server keeps only the last value of that time

    private final HttpMetrics metrics;
    private final Gauge gauge;
    private final Duration every;
    private @Nullable ScheduledExecutorService thread; // while it runs

    InFlightGauge(Statsd statsd, HttpMetrics metrics) {
        this(statsd, metrics, EVERY);
    }

    InFlightGauge(Statsd statsd, HttpMetrics metrics, Duration every) {
        this.metrics = metrics;
        this.gauge = statsd.gauge("http.in-flight");
        this.every = every;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            thread = Executors.newSingleThreadScheduledExecutor(InFlightGauge::daemon);
            thread.scheduleAtFixedRate(this::send, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
            send(); // the last word is not some number of ten seconds ago
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    /** It stops just before the connector, and so after all that answers requests. */
    @Override
    public int getPhase() {
        return StatsdLifecycle.PHASE + 1;
    }

    private void send() {
        gauge.set(metrics.inFlight());
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "statsd-in-flight");
        thread.setDaemon(true);
        return thread;
    }
}
