package io.sprockets.statsd.vertx;

import io.vertx.core.http.HttpServerRequest;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The requests whose handlers have returned without an answer. Their handlers find them here. While there are any, each
 * is checked every 100 ms, since its end may not have been reported. Any thread may use it.
 *
 * @param <E> what is known of a request
 */
final class Waiting<E> {
    private static final Executor LATER = // no timer of Vert.x, which ends with the verticle that it was set in
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

    private final ConcurrentMap<HttpServerRequest, E> waiting = new ConcurrentHashMap<>();
    private final Set<BooleanSupplier> watched = ConcurrentHashMap.newKeySet(); // each says whether it is over
    private final Set<HttpServerRequest> aborted =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Consumer<E> look;

    /** @param look checks one of them */
    Waiting(Consumer<E> look) {
        this.look = look;
    }

    void add(HttpServerRequest request, E exchange) {
        waiting.put(request, exchange);
        lookLater();
    }

    @Nullable
    E find(HttpServerRequest request) {
        return waiting.isEmpty() ? null : waiting.get(request);
    }

    void remove(HttpServerRequest request) {
        waiting.remove(request);
    }

    /** From here on it is kept no longer than others keep it, and this is asked instead whether it is over. */
    void watch(HttpServerRequest request, BooleanSupplier isOver) {
        watched.add(isOver);
        remove(request);
    }

    /** Remembers one whose handlers may go on, since they do not know that the client has left. */
    void abort(HttpServerRequest request) {
        aborted.add(request);
    }

    boolean wasAborted(HttpServerRequest request) {
        return aborted.contains(request);
    }

    private void lookLater() {
        if (!looking.get() && looking.compareAndSet(false, true)) {
            LATER.execute(this::lookAtAll);
        }
    }

    private void lookAtAll() {
        try {
            waiting.forEach(this::look);
            watched.removeIf(BooleanSupplier::getAsBoolean);
        } finally {
            looking.set(false);
            if (!waiting.isEmpty() || !watched.isEmpty()) {
                lookLater();
            }
        }
    }

    private void look(HttpServerRequest request, E exchange) {
        try {
            look.accept(exchange);
        } catch (RuntimeException unknown) { // a context of another kind: the others are looked at all the same
            remove(request);
        }
    }
}
