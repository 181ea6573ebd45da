package io.sprockets.statsd.vertx;

import io.sprockets.statsd.http.RequestTimer;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the client of a file has left, which over HTTP/1.1 Vert.x tells only the future that {@code sendFile} gave:
 * the context has failed with that, or nobody has the request any more. It looks again after twice the time, at the latest
 * after 100 ms, until the request has ended one way or the other. It runs on the request's context.
 */
final class FileWatch implements Handler<Long> {
    private static final long LONGEST_PAUSE = 100; // milliseconds

    private final Vertx vertx;
    private final WeakReference<Exchange> exchange; // the watch must not keep what it waits for to go
    private final RequestTimer timer;
    private final @Nullable String name;
    private long pause = 1; // milliseconds

    private FileWatch(Vertx vertx, Exchange exchange, RequestTimer timer, @Nullable String name) {
        this.vertx = vertx;
        this.exchange = new WeakReference<>(exchange);
        this.timer = timer;
        this.name = name;
    }

    /** Watches a request whose response has ended and that has not. */
    static void begin(Vertx vertx, Exchange exchange, RequestTimer timer, @Nullable String name) {
        vertx.setTimer(1, new FileWatch(vertx, exchange, timer, name));
    }

    @Override
    public void handle(Long id) {
        Exchange watched = exchange.get();
        if (watched == null || watched.isBroken()) {
            timer.abort(name);
        } else if (!watched.hasEnded()) {
            pause = Math.min(2 * pause, LONGEST_PAUSE);
            vertx.setTimer(pause, this);
        }
    }
}
