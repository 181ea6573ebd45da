package io.sprockets.statsd.vertx;

import io.sprockets.statsd.http.RequestTimer;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the client of a file or a stream has left, where Vert.x tells that nobody who would tell us: over
 * HTTP/1.1 only the future of {@code sendFile}, and of a stream only the handlers of its response, of which the
 * application may have set its own. The context has failed with that, the response is closed, or nobody has the request
 * any more. It looks again after twice the time, at most 100 ms, or 1 s for a stream, until the request has
 * ended one way or the other. It runs on the request's context.
 */
final class ResponseWatch implements Handler<Long> {
    private static final long LONGEST_PAUSE = 100; // milliseconds
    private static final long LONGEST_PAUSE_OF_STREAM = 1_000; // which may be many, and last for days

    private final Vertx vertx;
    private final WeakReference<Exchange> exchange; // the watch must not keep what it waits for to go
    private final RequestTimer timer;
    private final @Nullable String name;
    private long pause = 1; // milliseconds

    private ResponseWatch(Vertx vertx, Exchange exchange, RequestTimer timer, @Nullable String name) {
        this.vertx = vertx;
        this.exchange = new WeakReference<>(exchange);
        this.timer = timer;
        this.name = name;
    }

    /** Watches a request whose response has begun and that has not ended. */
    static void begin(Vertx vertx, Exchange exchange, RequestTimer timer, @Nullable String name) {
        vertx.setTimer(1, new ResponseWatch(vertx, exchange, timer, name));
    }

    @Override
    public void handle(Long id) {
        Exchange watched = exchange.get();
        if (watched == null) {
            timer.abort(name);
        } else if (watched.isBroken()) {
            watched.breakOff(name);
        } else if (!watched.hasEnded()) {
            pause = Math.min(2 * pause, watched.isStream() ? LONGEST_PAUSE_OF_STREAM : LONGEST_PAUSE);
            vertx.setTimer(pause, this);
        }
    }
}
