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
import org.jspecify.annotations.Nullable;

/**
 * The exchanges whose handlers have returned without an answer. Their handlers find them here. While there are any,
 * each is checked every 100 ms, since its end may not have been reported. Any thread may use it.
 */
final class Waiting {
    private static final Executor LATER = // no timer of Vert.x, which ends with the verticle that it was set in
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

    private static final ConcurrentMap<HttpServerRequest, Exchange> WAITING = new ConcurrentHashMap<>();
    private static final Set<FileWatch> FILES = ConcurrentHashMap.newKeySet();
    private static final Set<HttpServerRequest> ABORTED =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private static final AtomicBoolean LOOKING = new AtomicBoolean();

    private Waiting() {}

    static void add(Exchange exchange) {
        WAITING.put(exchange.request(), exchange);
        lookLater();
    }

    static @Nullable Exchange find(HttpServerRequest request) {
        return WAITING.isEmpty() ? null : WAITING.get(request);
    }

    static void remove(Exchange exchange) {
        WAITING.remove(exchange.request());
    }

    /** From here on it is kept no longer than others keep it. */
    static void watch(Exchange exchange, FileWatch file) {
        FILES.add(file);
        remove(exchange);
    }

    /** Remembers one whose handlers may go on, since they do not know that the client has left. */
    static void abort(Exchange exchange) {
        ABORTED.add(exchange.request());
    }

    static boolean wasAborted(HttpServerRequest request) {
        return ABORTED.contains(request);
    }

    private static void lookLater() {
        if (!LOOKING.get() && LOOKING.compareAndSet(false, true)) {
            LATER.execute(Waiting::lookAtAll);
        }
    }

    private static void lookAtAll() {
        try {
            WAITING.values().forEach(Waiting::look);
            FILES.removeIf(FileWatch::isOver);
        } finally {
            LOOKING.set(false);
            if (!WAITING.isEmpty() || !FILES.isEmpty()) {
                lookLater();
            }
        }
    }

    private static void look(Exchange exchange) {
        try {
            exchange.look();
        } catch (RuntimeException unknown) { // a context of another kind: the others are looked at all the same
            remove(exchange);
        }
    }
}
