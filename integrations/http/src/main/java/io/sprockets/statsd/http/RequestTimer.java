package io.sprockets.statsd.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Measures one request, from {@link HttpMetrics#start} until its end. Only the first end counts, from any thread, since
 * frameworks report an end more than once.
 */
public final class RequestTimer {
    private static final VarHandle ENDED;

    static {
        try {
            ENDED = MethodHandles.lookup().findVarHandle(RequestTimer.class, "ended", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Requests requests;
    private final KnownMethod method;
    private final long started; // nanoseconds

    @SuppressWarnings("unused") // through ENDED; a field instead of an AtomicBoolean saves an object per request
    private volatile boolean ended;

    RequestTimer(Requests requests, KnownMethod method, long started) {
        this.requests = requests;
        this.method = method;
        this.started = started;
    }

    /**
     * The response has been sent.
     *
     * @param handler null or empty if no handler answered; {@link HttpMetrics#NOT_RECORDED}
     */
    public void end(@Nullable String handler, int status) {
        end(handler, Outcome.of(status));
    }

    /**
     * The client went away before it had the whole response.
     *
     * @param handler as for {@link #end}
     */
    public void abort(@Nullable String handler) {
        end(handler, Outcome.ABORTED);
    }

    /**
     * The response broke off on our side: its status was sent, but the rest could not be produced.
     *
     * @param handler as for {@link #end}
     */
    public void fail(@Nullable String handler) {
        end(handler, Outcome.FAILED);
    }

    private void end(@Nullable String handler, Outcome outcome) {
        if (isFirstEnd()) {
            requests.record(handler, method, outcome, elapsed());
        }
    }

    private boolean isFirstEnd() {
        boolean first = ENDED.compareAndSet(this, false, true);
        if (first) {
            requests.ended();
        }
        return first;
    }

    /** Nanoseconds. */
    private long elapsed() {
        return Math.max(System.nanoTime() - started, 0);
    }
}
