package io.sprockets.statsd.sender;

import io.sprockets.statsd.transport.Detached;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connector when the JVM ends. It is registered from the start to the end of the stop, and not before or
 * after. Any thread may use it.
 */
public final class ExitHook {
    private final Runnable close;
    private long starts;
    private @Nullable Thread hook; // null while it is not registered

    public ExitHook(Runnable close) {
        this.close = close;
    }

    /** Starts the connector, and registers it unless that fails. */
    public <T> CompletableFuture<T> around(Supplier<CompletableFuture<T>> start) {
        long number;
        try {
            number = register();
        } catch (Throwable e) { // there is no memory to be had
            return CompletableFuture.failedFuture(e);
        }
        boolean started = false;
        try {
            CompletableFuture<T> future = start.get();
            started = true;
            return future.whenComplete((done, failure) -> {
                if (failure != null) {
                    remove(number);
                }
            });
        } finally {
            if (!started) {
                remove(number);
            }
        }
    }

    /** Stops the connector, and forgets it when that is done, unless it was started again. */
    public <T> CompletableFuture<T> until(Supplier<CompletableFuture<T>> stop) {
        long number = lastStart();
        return stop.get().whenComplete((done, failure) -> remove(number));
    }

    /** As {@link #until(Supplier)}, for a stop that is waited for. */
    public void until(Runnable close) {
        long number = lastStart();
        close.run();
        remove(number);
    }

    private synchronized long register() {
        if (hook == null) {
            Thread thread = Detached.thread("statsd-exit", close);
            try {
                Runtime.getRuntime().addShutdownHook(thread);
                hook = thread;
            } catch (IllegalStateException ending) { // too late for a hook
            }
        }
        return ++starts;
    }

    private synchronized long lastStart() {
        return starts;
    }

    private synchronized void remove(long start) {
        Thread thread = hook;
        if (thread == null || start != starts) {
            return;
        }
        hook = null;
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException ending) { // it runs already
        }
    }
}
