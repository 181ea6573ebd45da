package io.sprockets.statsd.sender;

import io.sprockets.statsd.transport.Transport;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** The one thread of a connector, from a start to a stop. */
final class SenderThread extends Thread {
    private static final long PAUSE = 100_000_000; // nanoseconds after a round that failed

    private final SendLoop loop;
    private final Transport transport;
    private final Runnable atEnd;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private volatile boolean stopping;

    SenderThread(SendLoop loop, Transport transport, Runnable atEnd) {
        super("statsd-sender");
        setDaemon(true);
        this.loop = loop;
        this.transport = transport;
        this.atEnd = atEnd;
    }

    @Override
    public void run() {
        try {
            while (!loop.isDone()) {
                round();
            }
        } finally {
            end();
        }
    }

    /** Whatever goes wrong here, those who wait for the end are told. */
    private void end() {
        try {
            loop.close();
        } finally {
            try {
                transport.close();
            } finally {
                atEnd.run();
                ended.complete(loop.isConfirmed());
            }
        }
    }

    private void round() {
        boolean interrupted = Thread.interrupted(); // it has no meaning here, and would close the channels
        try {
            woken.set(false);
            long rest = loop.runOnce();
            if (rest > 0 && !interrupted) {
                transport.await(rest);
            }
        } catch (IOException | RuntimeException e) {
            loop.restart(e);
            LockSupport.parkNanos(PAUSE);
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

    /** Completes as the last act of the thread. */
    CompletableFuture<Boolean> ended() {
        return ended;
    }

    void awaitEnd() {
        boolean interrupted = false;
        while (isAlive()) {
            try {
                join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
