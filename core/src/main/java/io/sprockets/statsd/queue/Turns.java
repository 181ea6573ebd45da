package io.sprockets.statsd.queue;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Which of the callers that wait for room has the turn. One that does not come back for it in time, as it gets no
 * processor, has lost it; then others do not wait for it. Any thread may use it.
 */
public final class Turns {
    /** How long a turn is good for, in nanoseconds. */
    static final long LENGTH = 10_000_000;

    private final LongSupplier clock; // nanoseconds
    private final AtomicLong end = new AtomicLong(); // of the turn, an odd number; 0 if nobody has it

    Turns(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Takes the turn, or begins it anew.
     *
     * @param held what the caller was given when it took it last; 0 if it has not
     * @return what to give next time; 0 if the caller does not have the turn
     */
    public long take(long held) {
        long current = end.get();
        long now = clock.getAsLong();
        if (current != held && current != 0 && now - current < 0) {
            return 0;
        }
        long next = now + LENGTH | 1;
        return end.compareAndSet(current, next) ? next : 0;
    }

    /** Ends it, unless it was lost. */
    public void pass(long held) {
        end.compareAndSet(held, 0);
    }

    /** Whether somebody has it. */
    boolean isTaken() {
        long current = end.get();
        return current != 0 && clock.getAsLong() - current < 0;
    }
}
