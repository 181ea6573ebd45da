package io.sprockets.statsd.sender;

/** Waits that an interrupt does not cut short; it is kept for later. */
final class Uninterrupted {
    /** A wait up to a time of {@link System#nanoTime}. */
    interface Wait {
        void until(long deadline) throws InterruptedException;
    }

    private Uninterrupted() {}

    static void until(long deadline, Wait wait) {
        boolean interrupted = false;
        boolean over = false;
        while (!over) {
            try {
                wait.until(deadline);
                over = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a thread, at most this many nanoseconds, unless it is the current one. */
    static void join(Thread thread, long nanos) {
        if (thread != Thread.currentThread()) {
            until(System.nanoTime() + nanos, deadline -> thread.join(millisUntil(deadline)));
        }
    }

    /** At least one, since zero would mean for ever. */
    static long millisUntil(long deadline) {
        return Math.max((deadline - System.nanoTime()) / 1_000_000, 1);
    }
}
