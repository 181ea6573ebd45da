package io.sprockets.statsd.vertx;

import io.sprockets.statsd.http.RequestTimer;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the client of a file has left, which over HTTP/1.1 only the future of {@code sendFile} reports: the
 * context has failed with that, or the request was garbage-collected.
 */
final class FileWatch {
    private final WeakReference<Exchange> exchange; // the watch must not keep what it waits for to go
    private final RequestTimer timer;
    private final @Nullable String name;

    FileWatch(Exchange exchange, RequestTimer timer, @Nullable String name) {
        this.exchange = new WeakReference<>(exchange);
        this.timer = timer;
        this.name = name;
    }

    /** Whether the request has ended one way or the other. */
    boolean isOver() {
        Exchange watched = exchange.get();
        if (watched == null) {
            timer.abort(name);
            return true;
        }
        if (watched.hasLostItsClient()) {
            watched.breakOff();
        }
        return watched.hasEnded();
    }
}
