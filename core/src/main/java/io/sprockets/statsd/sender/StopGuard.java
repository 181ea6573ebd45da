package io.sprockets.statsd.sender;

import io.sprockets.statsd.transport.Detached;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Makes a stop end in time: if a listener or a logger does not return, it runs the loop in place of the sender thread.
 * Then it completes the futures of those who wait for the end. It has one thread while stops run, for any number of
 * them. Any thread may use it.
 */
final class StopGuard {
    private static final long GRACE = 250; // milliseconds for a call to come back

    private final CompletableFuture<?> ended; // the run
    private final BooleanSupplier relief;
    private final long patience; // nanoseconds
    private final Queue<Runnable> answers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean watching = new AtomicBoolean();
    private volatile boolean unwatched; // since there was no thread for it

    /**
     * Makes one for a run.
     *
     * @param ended completes when it has
     * @param relief goes on in place of a thread that is held up, and says whether the run has ended
     * @param patience nanoseconds after which those who wait are answered, whether or not it has ended
     */
    StopGuard(CompletableFuture<?> ended, BooleanSupplier relief, long patience) {
        this.ended = ended;
        this.relief = relief;
        this.patience = patience;
        Answers.giveEach(answers); // loads the class: at the end an application's class loader may be closed
    }

    /** Runs this when the run has ended, or has taken too long to. */
    void atEnd(Runnable answer) {
        answers.add(answer);
        watch();
        answerUnwatched();
    }

    /** The run was asked to stop. */
    void watch() {
        if (!watching.compareAndSet(false, true)) {
            return;
        }
        try {
            Detached.thread("statsd-stop", this::see).start();
            unwatched = false;
        } catch (Throwable e) { // the system has no thread to give
            watching.set(false);
            unwatched = true;
        }
    }

    /** Answers by this thread, if the run has ended and there was no thread for that. */
    void answerUnwatched() {
        if (unwatched && ended.isDone()) {
            Answers.giveEach(answers);
        }
    }

    private void see() {
        long start = System.nanoTime();
        boolean over = false;
        while (!over && System.nanoTime() - start < patience) {
            over = awaitEnd() || relief.getAsBoolean();
        }
        watching.set(false); // later arrivals are handled by another thread, as this one may be held up
        Answers.give(answers);
    }

    private boolean awaitEnd() {
        try {
            ended.get(GRACE, TimeUnit.MILLISECONDS);
            return true;
        } catch (Throwable e) { // the time is over, or memory is short; an interrupt of this thread has no meaning
            return false;
        }
    }
}
