package io.sprockets.statsd.micrometer;

import io.sprockets.statsd.ConnectorStats;
import io.sprockets.statsd.StatsdConnector;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets the sender keep up with a reading of very many values, so that these find room in the queue. It waits while much is
 * pending, but not long. One thread uses it at a time.
 */
final class Pace {
    private static final int LINES = 250; // in a row, which the smallest sensible queue holds
    private static final int MUCH = 1_000; // pending lines
    private static final long PAUSE = 1_000_000; // nanoseconds
    private static final int MOST_PAUSES = 50; // after a row
    private static final int MOST_WITHOUT_SERVER = 5; // what is pending then stays so

    private final StatsdConnector statsd;
    private int sent;

    Pace(StatsdConnector statsd) {
        this.statsd = statsd;
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
        int pauses = 0;
        do {
            LockSupport.parkNanos(PAUSE);
            pauses++;
        } while (isWorthWaiting(statsd.stats(), pauses));
    }

    private static boolean isWorthWaiting(ConnectorStats stats, int pauses) {
        return stats.pending() > MUCH && pauses < (stats.connected() ? MOST_PAUSES : MOST_WITHOUT_SERVER);
    }
}
