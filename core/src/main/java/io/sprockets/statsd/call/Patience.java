package io.sprockets.statsd.call;

import io.sprockets.statsd.queue.Numbered;
import io.sprockets.statsd.queue.RecordQueue;
import io.sprockets.statsd.queue.TextSource;
import io.sprockets.statsd.sender.Sender;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Offers records for which there was no room, again and again. Who waits takes the turn when it is free, by chance,
 * however long the record is. Any thread may use it.
 *
 * <p>Each look for room wakes a thread, which costs more than some hundred calls. So callers look when there is room
 * for many. Who has waited long looks as often as possible: the server is slow then, and room is taken at once.
 */
final class Patience {
    private static final long SHORTEST_PAUSE = 50_000; // nanoseconds between two looks
    private static final long LONGEST_PAUSE = 2_000_000;
    private static final long PAUSE_PER_SLOT = 10; // nanoseconds; the sender empties a quarter of the queue meanwhile
    private static final long SHORT = 10_000_000; // nanoseconds of a wait

    private final RecordQueue queue;
    private final long nanos;
    private final long pause; // between the first looks

    /** @param nanos how long to wait for a record */
    Patience(RecordQueue queue, long nanos) {
        this.queue = queue;
        this.nanos = nanos;
        this.pause = Math.max(SHORTEST_PAUSE, Math.min(queue.slots() * PAUSE_PER_SLOT, LONGEST_PAUSE));
    }

    /** Waits for room, unless nobody should. The parameters are those of the queue; no source means no text. */
    int offer(
            long header,
            long value,
            @Nullable Numbered owner,
            @Nullable TextSource source,
            String name,
            String text,
            String type) {
        if (nanos <= 0 || Sender.isSending()) {
            return RecordQueue.FULL;
        }
        long start = System.nanoTime();
        long waited = 0;
        boolean interrupted = false;
        long turn = 0;
        try {
            int result;
            do {
                turn = queue.turns().take(turn);
                LockSupport.parkNanos(this, Math.min(waited < SHORT ? pause : SHORTEST_PAUSE, nanos - waited));
                interrupted |= Thread.interrupted(); // else it could not park again
                result = source == null
                        ? queue.offer(header, value, owner, turn != 0)
                        : queue.offer(header, value, owner, source, name, text, type, turn != 0);
                waited = System.nanoTime() - start;
            } while (result == RecordQueue.FULL && waited < nanos);
            return result;
        } finally {
            end(turn, interrupted);
        }
    }

    private void end(long turn, boolean interrupted) {
        if (turn != 0) {
            queue.turns().pass(turn);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
