package io.sprockets.statsd.vertx;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges whose handlers run at this moment, in a place per thread, so that the next handler finds its request
 * without an entry in the context's data. Most requests that are answered at once are never anywhere else.
 *
 * <p>A place belongs to the thread that has put an exchange into it; a thread that shares its place with a busy one
 * does without, and its exchange is then among those that {@linkplain Waiting wait}.
 */
final class Running {
    private static final int THREADS = 64; // a power of two
    private static final int APART = 16; // references: threads should not share a cache line

    private static final AtomicReferenceArray<@Nullable Exchange> PLACES = new AtomicReferenceArray<>(THREADS * APART);

    private Running() {}

    /** Whether there was a place. */
    static boolean add(Exchange exchange) {
        return PLACES.compareAndSet(place(), null, exchange);
    }

    /** Whether it has the place of this thread. */
    static boolean has(Exchange exchange) {
        return PLACES.get(place()) == exchange;
    }

    static void remove(Exchange exchange) {
        PLACES.compareAndSet(place(), exchange, null);
    }

    /** A request mostly stays on one event loop; what another thread does with it, the first may not have left yet. */
    static @Nullable Exchange find(HttpServerRequest request) {
        Exchange here = at(place(), request);
        if (here != null || Context.isOnEventLoopThread()) {
            return here;
        }
        Exchange found = null;
        for (int place = 0; place < PLACES.length() && found == null; place += APART) {
            found = at(place, request);
        }
        return found;
    }

    private static @Nullable Exchange at(int place, HttpServerRequest request) {
        Exchange exchange = PLACES.get(place);
        return exchange != null && exchange.isOf(request) ? exchange : null;
    }

    private static int place() {
        return ((int) Thread.currentThread().getId() & (THREADS - 1)) * APART;
    }
}
