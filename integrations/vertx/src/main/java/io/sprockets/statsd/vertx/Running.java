package io.sprockets.statsd.vertx;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The requests whose handlers run at this moment, in a place per thread, so that the next handler finds its own without
 * an entry in the context's data. Most requests that are answered at once are never anywhere else.
 *
 * <p>A place belongs to the thread that has put a request into it; a thread that shares its place with a busy one does
 * without, and its request is then among those that {@linkplain Waiting wait}.
 *
 * @param <E> what is known of a request
 */
final class Running<E> {
    private static final int THREADS = 64; // a power of two
    private static final int APART = 16; // references: threads should not share a cache line

    private final AtomicReferenceArray<@Nullable E> places = new AtomicReferenceArray<>(THREADS * APART);
    private final BiPredicate<E, HttpServerRequest> isOf;

    Running(BiPredicate<E, HttpServerRequest> isOf) {
        this.isOf = isOf;
    }

    /** Whether there was a place. */
    boolean add(E exchange) {
        return places.compareAndSet(place(), null, exchange);
    }

    /** Whether it has the place of this thread. */
    boolean has(E exchange) {
        return places.get(place()) == exchange;
    }

    void remove(E exchange) {
        places.compareAndSet(place(), exchange, null);
    }

    /** A request mostly stays on one event loop; what another thread does with it, the first may not have left yet. */
    @Nullable
    E find(HttpServerRequest request) {
        E here = at(place(), request);
        if (here != null || Context.isOnEventLoopThread()) {
            return here;
        }
        E found = null;
        for (int place = 0; place < places.length() && found == null; place += APART) {
            found = at(place, request);
        }
        return found;
    }

    private @Nullable E at(int place, HttpServerRequest request) {
        E exchange = places.get(place);
        return exchange != null && isOf.test(exchange, request) ? exchange : null;
    }

    private static int place() {
        return ((int) Thread.currentThread().getId() & (THREADS - 1)) * APART;
    }
}
