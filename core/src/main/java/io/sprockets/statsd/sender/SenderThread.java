package io.sprockets.statsd.sender;

import io.sprockets.statsd.transport.Transport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread of a connector, from a start to a stop. Nothing that a round throws ends it; nothing of whoever started
 * it is inherited.
 */
final class SenderThread extends Thread {
    private static final long PAUSE = 100_000_000; // nanoseconds after a round that failed
    private static final int ATTEMPTS = 3; // to close what may fail to close

    private final SendLoop loop;
    private final Transport transport;
    private final Runnable atEnd;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private volatile boolean stopping;

    SenderThread(SendLoop loop, Transport transport, Runnable atEnd) {
        super(null, null, "statsd-sender", 0, false);
        setDaemon(true);
        setContextClassLoader(SenderThread.class.getClassLoader());
        this.loop = loop;
        this.transport = transport;
        this.atEnd = atEnd;
    }

    @Override
    public void run() {
        while (!loop.isDone()) {
            try {
                round();
            } catch (Throwable e) { // whatever it is, the next round begins
                loop.failed(e);
            }
        }
        end();
    }

    /** Whatever goes wrong here, those who wait for the end are told. */
    private void end() {
        attempt(loop::close);
        attempt(transport::close);
        attempt(loop::tellEnd);
        attempt(atEnd);
        ended.complete(loop.isConfirmed());
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

    private void round() throws Exception {
        if (loop.hasFailed()) {
            LockSupport.parkNanos(PAUSE);
        }
        boolean interrupted = Thread.interrupted(); // it has no meaning here, and would close the channels
        woken.set(false);
        long rest = loop.runOnce();
        if (rest > 0 && !interrupted) {
            transport.await(rest);
        }
    }

    /** Ends the rest of the loop, once for many calls. */
    void wake() {
        if (!woken.get() && woken.compareAndSet(false, true)) {
            transport.wakeup();
        }
    }

    void requestStop() {
        stopping = true;
        loop.stop();
        transport.wakeup();
    }

    boolean isStopping() {
        return stopping;
    }

    CompletableFuture<Boolean> flush() {
        CompletableFuture<Boolean> flush = loop.flush();
        transport.wakeup();
        return flush;
    }

    /** Completes as the last act of the thread. */
    CompletableFuture<Boolean> ended() {
        return ended;
    }

    /** Waits for its end, at most so long. An interrupt does not cut that short; it is kept for later. */
    void awaitEnd(long nanos) {
        long start = System.nanoTime();
        boolean interrupted = false;
        long left = nanos;
        while (isAlive() && left > 0) {
            try {
                join(left / 1_000_000 + 1);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = nanos - (System.nanoTime() - start);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
