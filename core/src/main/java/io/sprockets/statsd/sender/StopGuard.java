package io.sprockets.statsd.sender;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Completes a stop in time even if the sender's thread is held up by a listener or a logger that does not return. It is a
 * thread of its own for as long as the stop takes, and inherits nothing.
 */
final class StopGuard extends Thread {
    private final CompletableFuture<Boolean> ended;
    private final long patience; // nanoseconds
    private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();

    private StopGuard(CompletableFuture<Boolean> ended, long patience) {
        super(null, null, "statsd-stop", 0, false);
        setDaemon(true);
        setContextClassLoader(StopGuard.class.getClassLoader());
        this.ended = ended;
        this.patience = patience;
    }

    /** The same as a future, but complete after so long at the latest, as a stop without a confirmation. */
    static CompletableFuture<Boolean> over(CompletableFuture<Boolean> ended, long patience) {
        if (ended.isDone()) {
            return ended;
        }
        StopGuard guard = new StopGuard(ended, patience);
        try {
            guard.start();
        } catch (Throwable e) { // the system has no thread to give
            return ended;
        }
        return guard.stopped;
    }

    @Override
    public void run() {
        boolean confirmed = false;
        try {
            confirmed = ended.get(patience, TimeUnit.NANOSECONDS);
        } catch (Exception e) {
            // it takes too long, or somebody has interrupted this thread: either way nothing is confirmed
        } finally {
            stopped.complete(confirmed);
        }
    }
}
