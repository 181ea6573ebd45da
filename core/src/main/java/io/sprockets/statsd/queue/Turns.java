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
     * Takes the turn.
     *
     * @param again whether the caller has it, and begins it anew
     * @return whether the caller has it now
     */
    public boolean take(boolean again) {
        long old = end.get();
        long now = clock.getAsLong();
        if (!again && old != 0 && now - old < 0) {
            return false;
        }
        return end.compareAndSet(old, now + LENGTH | 1) || again;
    }

    /** Ends it. */
    public void pass() {
        end.set(0);
    }

    /** Whether somebody has it. */
    boolean isTaken() {
        long current = end.get();
        return current != 0 && clock.getAsLong() - current < 0;
    }
}
