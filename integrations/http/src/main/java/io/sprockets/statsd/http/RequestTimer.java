package io.sprockets.statsd.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Measures one request from {@link HttpMetrics#start} until it is told how the request ended. Only the first end is
 * recorded, from whichever thread it comes: frameworks report an end more than once.
 */
public final class RequestTimer {
    private final HttpMetrics metrics;
    private final @Nullable String method;
    private final long started; // nanoseconds
    private final AtomicBoolean ended = new AtomicBoolean();

    RequestTimer(HttpMetrics metrics, @Nullable String method, long started) {
        this.metrics = metrics;
        this.method = method;
        this.started = started;
    }

    /**
     * The response has been sent.
     *
     * @param handler null or empty if no handler answered
     */
    public void end(@Nullable String handler, int status) {
        if (isFirstEnd()) {
            metrics.record(handler, method, status, elapsed());
        }
    }

    /**
     * The client went away before it had the whole response.
     *
     * @param handler null or empty if no handler was found
     */
    public void abort(@Nullable String handler) {
        if (isFirstEnd()) {
            metrics.recordAborted(handler, method, elapsed());
        }
    }

    private boolean isFirstEnd() {
        boolean first = ended.compareAndSet(false, true);
        if (first) {
            metrics.ended();
        }
        return first;
    }

    private Duration elapsed() {
        return Duration.ofNanos(Math.max(System.nanoTime() - started, 0));
    }
}
