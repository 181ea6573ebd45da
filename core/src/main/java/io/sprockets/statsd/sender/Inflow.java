package io.sprockets.statsd.sender;

import io.sprockets.statsd.line.SeriesKey;
import io.sprockets.statsd.queue.LineQueue;
import io.sprockets.statsd.queue.Tallies;
import java.time.Duration;

/**
 * Where lines go when they leave the queue: to the backlog; when that is full, or to aggregate, to the fold. What was
 * folded goes to the backlog before anything newer does, so the order stays. Only the sender thread uses it.
 */
final class Inflow {
    private final LineQueue queue;
    private final Tallies<SeriesKey> tallies;
    private final Backlog backlog;
    private final Fold fold;
    private final boolean foldsUnderLoad;
    private final long interval; // nanoseconds; 0 to fold only what has no room
    private long nextFlush;
    private long tallied; // metrics that went past the queue, since ever
    private boolean last; // nothing is left for another time

    Inflow(
            LineQueue queue,
            Tallies<SeriesKey> tallies,
            long tallied,
            Backlog backlog,
            Fold fold,
            SenderSettings settings,
            long now) {
        Duration aggregation = settings.aggregation();
        this.queue = queue;
        this.tallies = tallies;
        this.tallied = tallied;
        this.backlog = backlog;
        this.fold = fold;
        this.foldsUnderLoad = settings.foldsUnderLoad();
        this.interval = aggregation == null ? 0 : aggregation.toNanos();
        this.nextFlush = now + interval;
    }

    /**
     * Empties the queue.
     *
     * @param moving whether the server takes what it is sent
     * @return whether there was anything in it
     */
    boolean take(boolean moving) {
        if (interval > 0 || !fold.isEmpty(false)) {
            return fold.fill(queue, backlog);
        }
        boolean any = backlog.fill(queue);
        boolean leave = backlog.hasRoom() || (moving && !foldsUnderLoad);
        return leave ? any : fold.fill(queue, backlog) || any;
    }

    /** From now on nothing is left in the fold for another time. */
    void finish() {
        last = true;
    }

    /** Passes on what was folded, if its time has come and there is somebody to send it to. */
    void flush(long now, boolean up) {
        if (!up || !isDue(now)) {
            return;
        }
        tallied += tallies.take(fold);
        fold.write(backlog, last);
        if (fold.isEmpty(last)) {
            nextFlush = now + interval;
        }
    }

    /** Whether flushing again makes sense without waiting. */
    boolean canFlush(long now) {
        return !fold.isEmpty(last) && isDue(now) && backlog.hasRoom();
    }

    /** How long there is nothing to flush. */
    long nanosUntilFlush(long now) {
        boolean ahead = interval > 0 && nextFlush - now > 0;
        return ahead ? nextFlush - now : Long.MAX_VALUE; // what is overdue waits for the server, not for a time
    }

    /** Metrics taken that went past the queue. */
    long tallied() {
        return tallied;
    }

    /** Drops everything. Returns the number of metrics. */
    long discard() {
        tallied += tallies.take(fold);
        return fold.discard() + Chunk.discard(queue);
    }

    /** Whether nothing is on its way to the backlog. */
    boolean isEmpty() {
        return queue.isDrained() && fold.isEmpty(last) && tallies.calls() == tallied;
    }

    private boolean isDue(long now) {
        return interval > 0 ? last || now - nextFlush >= 0 : backlog.isEmpty();
    }
}
