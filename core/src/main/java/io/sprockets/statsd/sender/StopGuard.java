package io.sprockets.statsd.sender;

import io.sprockets.statsd.transport.Detached;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sees to it that a stop comes to its end: if a listener or a logger does not return, it goes on in place of the
 * sender's thread. Then it answers those who wait for the end. It has a thread while a stop runs, one for however many
 * stops; any thread may use it.
 */
final class StopGuard {
    private static final long GRACE = 250; // milliseconds for a call to come back

    private final Run run;
    private final long patience; // nanoseconds
    private final Queue<Runnable> answers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean watching = new AtomicBoolean();
    private volatile boolean unwatched; // since there was no thread for it

    /** @param patience nanoseconds after which those who wait are answered, whether or not it has ended */
    StopGuard(Run run, long patience) {
        this.run = run;
        this.patience = patience;
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
        if (unwatched && run.ended().isDone()) {
            Answers.giveEach(answers);
        }
    }

    private void see() {
        long start = System.nanoTime();
        boolean ended = false;
        while (!ended && System.nanoTime() - start < patience) {
            ended = awaitEnd() || run.relieve();
        }
        watching.set(false); // later arrivals are handled by another thread, as this one may be held up
        Answers.give(answers);
    }

    private boolean awaitEnd() {
        try {
            run.ended().get(GRACE, TimeUnit.MILLISECONDS);
            return true;
        } catch (Throwable e) { // the time is over, or memory is short; an interrupt of this thread has no meaning
            return false;
        }
    }
}
