package io.sprockets.statsd.micrometer;

import java.util.concurrent.locks.LockSupport;

/** Lets the sender keep up with a reading of very many values, so that these find room in the queue. One thread uses it at a time. */
final class Pace {
    private static final int LINES = 250; // in a row, which the smallest sensible queue holds
    private static final long PAUSE = 1_000_000; // nanoseconds

    private int sent;

    /** Says that a value was recorded. */
    void sent() {
        sent++;
        if (sent == LINES) {
            sent = 0;
            LockSupport.parkNanos(PAUSE);
        }
    }
}
