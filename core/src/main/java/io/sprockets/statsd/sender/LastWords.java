package io.sprockets.statsd.sender;

import io.sprockets.statsd.transport.Detached;

/**
 * Reports what became of metrics that no sender has seen, on a separate thread, since listener or log may not return.
 */
final class LastWords {
    private static final long PATIENCE = 250_000_000; // nanoseconds

    private LastWords() {}

    /** Reports it, and waits a moment for that. What is not reported by then is never reported. */
    static void say(Notices notices) {
        try {
            Thread thread = Detached.thread("statsd-stop", () -> notices.tell(System.nanoTime()));
            thread.start();
            Uninterrupted.join(thread, PATIENCE);
            if (thread.isAlive()) {
                notices.abandon();
            }
        } catch (Throwable e) {
            // the system has no thread to give, and nothing else depends on this
        }
    }
}
