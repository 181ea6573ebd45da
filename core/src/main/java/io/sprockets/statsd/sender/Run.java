package io.sprockets.statsd.sender;

import io.sprockets.statsd.transport.Detached;
import io.sprockets.statsd.transport.Transport;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * The rounds from a start to a stop. Nothing that a round throws ends them. One thread at a time goes on with it; any
 * thread may wake it or ask it to stop.
 */
final class Run {
    private static final long PAUSE = 100_000_000; // nanoseconds after a round that failed
    private static final int ATTEMPTS = 3; // to close what may fail to close
    static final WeakReference<Thread> NOBODY = new WeakReference<>(null);

    private final SendLoop loop;
    private final Transport transport;
    private final StopGuard guard;
    private final Steps steps; // made before, as memory may be short when they are taken
    private final Turn turn = new Turn();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final SenderThread thread = Detached.thread(group -> new SenderThread(group, this::go));
    private final WeakReference<Thread> leaving = new WeakReference<>(thread);
    private volatile boolean stopping;

    /** @param patience nanoseconds that a stop may take, whatever listeners and loggers do */
    Run(SendLoop loop, Transport transport, long patience, Runnable atEnd) {
        this.loop = loop;
        this.transport = transport;
        this.guard = new StopGuard(ended, this::relieve, patience);
        this.steps = new Steps(loop::tellEnd, loop::close, transport::close, atEnd);
        woken.compareAndSet(true, false); // the JVM links it now, as a caller may have no memory to
    }

    void start() {
        thread.start();
    }

    /** Runs to the end, and reports to listener and log, unless that takes too long at a stop. */
    void go() {
        while (!loop.isDone()) {
            try {
                rest(loop.runOnce());
            } catch (Throwable e) { // whatever it is, the next round begins
                loop.failed(e);
            }
            if (turn.isTakenOver()) {
                return;
            }
        }
        close();
        if (tell(steps.tellEnd())) {
            end();
        }
    }

    /** Goes on to the end in place of a thread that is held up. Returns false if it is not. */
    boolean relieve() {
        if (!turn.takeOver()) {
            return false;
        }
        loop.leaveUntold(); // first, as the thread that is held up may come back to what it was telling
        while (!loop.isDone()) {
            try {
                await(loop.runOnce());
            } catch (Throwable e) { // as above
                loop.failed(e);
            }
        }
        close();
        end();
        return true;
    }

    private void rest(long nanos) throws Exception {
        if (!loop.hasNews() || tell(loop::tell)) {
            await(nanos);
        }
    }

    private void await(long nanos) throws Exception {
        if (loop.hasFailed()) {
            LockSupport.parkNanos(PAUSE);
        }
        boolean interrupted = Thread.interrupted(); // it has no meaning here, and would close the channels
        if (nanos > 0 && !interrupted) {
            transport.await(nanos);
        }
        woken.set(false);
    }

    /** Calls strangers. Returns false if another thread has taken over meanwhile. */
    private boolean tell(Runnable news) {
        turn.lend();
        try {
            news.run();
        } catch (Throwable e) {
            // it is not our failure, and there is no one to report it to
        }
        return turn.takeBack();
    }

    /** Completes the futures of those who wait for the end, whatever goes wrong here. */
    private void close() {
        Thread.interrupted(); // callers who are late are waited for all the same
        attempt(steps.closeLoop());
        attempt(steps.closeTransport());
    }

    private void end() {
        attempt(steps.atEnd());
        ended.complete(loop.isConfirmed());
        guard.answerUnwatched(); // last, as it may not return
    }

    private static void attempt(Runnable step) {
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                step.run();
                return;
            } catch (Throwable e) {
                LockSupport.parkNanos(PAUSE); // memory may be short for a moment
            }
        }
    }

    /** Ends the rest between two rounds, once for many calls. */
    void wake() {
        if (!woken.get() && woken.compareAndSet(false, true)) {
            endRest();
        }
    }

    /** Asks it to end, and sees to it that it does. */
    void requestStop() {
        stopping = true;
        loop.stop();
        endRest();
        guard.watch();
    }

    private void endRest() {
        try {
            transport.wakeup();
        } catch (Throwable e) {
            // then the rest is longer, and the caller has no use for the reason
        }
    }

    boolean isStopping() {
        return stopping;
    }

    CompletableFuture<Boolean> flush() {
        CompletableFuture<Boolean> flush = loop.flush();
        endRest();
        return flush;
    }

    /** Runs this when it has ended, or when a stop has taken too long; never on a thread that others wait for. */
    void atEnd(Runnable answer) {
        guard.atEnd(answer);
    }

    /** Whether the server has confirmed that it read everything, as far as it has come to its end. */
    boolean isConfirmed() {
        return ended.getNow(false);
    }

    /**
     * Completes when all is over, with whether the server has confirmed that it read everything. It is not for users:
     * its dependents run on the thread that completes it or waits for it.
     */
    CompletableFuture<Boolean> ended() {
        return ended;
    }

    /**
     * Waits until all is over, and the thread is gone unless it is held up; at most this long. An interrupt does not
     * cut that short; it is kept for later. Returns at once if this is that thread.
     */
    void awaitEnd(long nanos) {
        if (Thread.currentThread() == thread) {
            return;
        }
        Uninterrupted.until(System.nanoTime() + nanos, this::awaitEndUntil);
    }

    /** The thread that is about to end, unless it is held up. */
    WeakReference<Thread> leaving() {
        return turn.isTakenOver() ? NOBODY : leaving;
    }

    private void awaitEndUntil(long deadline) throws InterruptedException {
        try {
            ended.get(Math.max(deadline - System.nanoTime(), 1), TimeUnit.NANOSECONDS);
            if (!turn.isTakenOver()) {
                thread.join(Uninterrupted.millisUntil(deadline));
            }
        } catch (ExecutionException | TimeoutException e) {
            // then it is not over, and the one who waits has waited long enough
        }
    }

    /**
     * What is done at the end.
     *
     * @param tellEnd what happened last
     */
    private record Steps(Runnable tellEnd, Runnable closeLoop, Runnable closeTransport, Runnable atEnd) {}
}
