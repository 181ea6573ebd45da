package io.sprockets.statsd.transport;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks that an engine delegates during a handshake, on a separate thread: a trust manager may ask the network
 * whether a certificate was revoked, and the sender must keep draining. Meanwhile nothing else may use the engine,
 * which would wait. One thread uses it.
 */
final class TlsTasks implements Runnable {
    private static final int MOST_THREADS = 4; // two for connections that are given up, and still at work

    private final SSLEngine engine;
    private final Runnable wake;
    private final AtomicInteger threads;
    private volatile boolean running;
    private volatile @Nullable Throwable failure;

    /**
     * Those of an engine.
     *
     * @param threads how many run for all engines of a connector, which is limited: one may never end
     */
    TlsTasks(SSLEngine engine, Runnable wake, AtomicInteger threads) {
        this.engine = engine;
        this.wake = wake;
        this.threads = threads;
    }

    /** Whether the engine is busy. */
    boolean areRunning() {
        return running;
    }

    /** Begins them. */
    void start() throws IOException {
        if (threads.incrementAndGet() > MOST_THREADS) {
            threads.decrementAndGet();
            throw new IOException("the TLS handshakes before this one are still at work: " + MOST_THREADS);
        }
        running = true;
        try {
            Detached.thread("statsd-tls", this).start();
        } catch (OutOfMemoryError e) {
            running = false;
            threads.decrementAndGet();
            throw new IOException("no thread for the TLS handshake: " + e, e);
        }
    }

    /** Fails if one of them has thrown what the engine has not kept. */
    void check() throws IOException {
        Throwable thrown = failure;
        if (thrown != null) {
            throw new IOException("TLS handshake failed: " + thrown, thrown);
        }
    }

    @Override
    public void run() {
        try {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
        } catch (Throwable e) {
            failure = e;
        } finally {
            threads.decrementAndGet();
            running = false;
            wake.run();
        }
    }
}
