package io.sprockets.statsd;

import io.sprockets.statsd.queue.LineQueue;
import io.sprockets.statsd.sender.Sender;
import java.util.concurrent.locks.LockSupport;

/** The second attempt of a caller that found the queue full. Any thread may use it. */
final class Waiting {
    private static final long PAUSE = 50_000; // nanoseconds; about what the sender needs to make room

    private final long patience; // nanoseconds

    Waiting(Overflow overflow) {
        this.patience = overflow.patience().toNanos();
    }

    /** Claims room as the queue does, trying again until it has room or the patience is over. */
    int claim(LineQueue queue, int length) {
        if (patience == 0 || Sender.isSending()) {
            return LineQueue.FULL;
        }
        long start = System.nanoTime();
        boolean interrupted = false;
        int claimed;
        do {
            LockSupport.parkNanos(this, PAUSE);
            interrupted |= Thread.interrupted(); // else it could not park again
            claimed = queue.claim(length);
        } while (claimed == LineQueue.FULL && System.nanoTime() - start < patience);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return claimed;
    }
}
