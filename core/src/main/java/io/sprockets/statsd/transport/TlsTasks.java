package io.sprockets.statsd.transport;

import java.io.IOException;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks that an engine delegates during a handshake, on a separate thread: a trust manager may ask the network
 * whether a certificate was revoked, and the sender must keep draining. Meanwhile nothing else may use the engine,
 * which would wait. One thread uses it.
 */
final class TlsTasks implements Runnable {
    private final SSLEngine engine;
    private final Runnable wake;
    private volatile boolean running;
    private volatile @Nullable Throwable failure;

    TlsTasks(SSLEngine engine, Runnable wake) {
        this.engine = engine;
        this.wake = wake;
    }

    /** Whether the engine is busy. */
    boolean areRunning() {
        return running;
    }

    /** Begins them. */
    void start() throws IOException {
        running = true;
        try {
            Detached.thread("statsd-tls", this).start();
        } catch (OutOfMemoryError e) {
            running = false;
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
            running = false;
            wake.run();
        }
    }
}
