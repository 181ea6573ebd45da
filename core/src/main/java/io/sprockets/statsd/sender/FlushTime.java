package io.sprockets.statsd.sender;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When what was merged is written. Only the sender thread uses it. */
final class FlushTime {
    private final long interval; // nanoseconds; 0 if only what has no room is merged
    private long next;
    private boolean last; // nothing is left for another time

    FlushTime(@Nullable Duration aggregation, long now) {
        this.interval = aggregation == null ? 0 : aggregation.toNanos();
        this.next = now + interval;
    }

    /** Whether all is merged, and not only what has no room. */
    boolean isRegular() {
        return interval > 0;
    }

    /** From now on nothing is left for another time. */
    void finish() {
        last = true;
    }

    boolean isLast() {
        return last;
    }

    /** Whether it has come, which without an interval is when nothing else waits. */
    boolean isDue(long now, boolean waiting) {
        return isRegular() ? last || now - next >= 0 : !waiting;
    }

    /** Everything was written. */
    void done(long now) {
        next = now + interval;
    }

    /** How long there is nothing to write. What is overdue waits for the server, not for a time. */
    long nanosLeft(long now) {
        return isRegular() && next - now > 0 ? next - now : Long.MAX_VALUE;
    }
}
