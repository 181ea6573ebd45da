package io.sprockets.statsd.sender;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sees to it that a stop comes to its end: if a listener or a logger does not return, it goes on in place of the sender's
 * thread. It lives as long as the stop takes, and inherits nothing.
 */
final class StopGuard extends Thread {
    private static final long GRACE = 250; // milliseconds for a call to come back

    private final Run run;
    private final long patience; // nanoseconds
    private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();

    private StopGuard(Run run, long patience) {
        super(null, null, "statsd-stop", 0, false);
        setDaemon(true);
        setContextClassLoader(StopGuard.class.getClassLoader());
        this.run = run;
        this.patience = patience;
    }

    /** A future of the end of a run, complete after so long at the latest, as a stop without a confirmation. */
    static CompletableFuture<Boolean> over(Run run, long patience) {
        if (run.ended().isDone()) {
            return run.ended();
        }
        try {
            StopGuard guard = Detached.thread(() -> new StopGuard(run, patience));
            guard.start();
            return guard.stopped;
        } catch (Throwable e) { // the system has no thread to give
            return run.ended();
        }
    }

    @Override
    public void run() {
        long start = System.nanoTime();
        boolean ended = false;
        while (!ended && System.nanoTime() - start < patience) {
            ended = awaitEnd() || run.relieve();
        }
        stopped.complete(run.ended().getNow(false));
    }

    private boolean awaitEnd() {
        try {
            run.ended().get(GRACE, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException | InterruptedException e) {
            return false; // nobody interrupts this thread for a reason
        }
    }
}
