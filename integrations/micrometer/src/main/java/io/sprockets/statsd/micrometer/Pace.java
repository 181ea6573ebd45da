package io.sprockets.statsd.micrometer;

import io.sprockets.statsd.StatsdConnector;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets the sender keep up with a reading of very many values, so that these find room in the queue. It pauses after
 * each row of lines, and longer while much is pending, but not long in all. One thread uses it at a time.
 */
final class Pace {
    private static final int LINES = 250; // in a row, which the smallest sensible queue holds
    private static final int MUCH = 2_500; // pending lines; more than half a small queue, at which the sender wakes
    private static final long PAUSE = 1_000_000; // nanoseconds
    private static final int MOST_PAUSES = 1_000; // in one reading, in addition to the one after each row

    private final StatsdConnector statsd;
    private int sent;
    private int pauses;

    Pace(StatsdConnector statsd) {
        this.statsd = statsd;
    }

    /** Says that a reading begins. */
    void begin() {
        pauses = 0;
    }

    /** Says that a value was recorded. */
    void sent() {
        sent++;
        if (sent == LINES) {
            sent = 0;
            pause();
        }
    }

    private void pause() {
        LockSupport.parkNanos(PAUSE);
        while (pauses < MOST_PAUSES && statsd.stats().pending() > MUCH) {
            pauses++;
            LockSupport.parkNanos(PAUSE);
        }
    }
}
