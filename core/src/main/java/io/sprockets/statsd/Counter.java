package io.sprockets.statsd;

import io.sprockets.statsd.fold.CounterTally;
import org.jspecify.annotations.Nullable;

/**
 * A counter whose name and tags are encoded already: the fastest way to count. With aggregation its calls are added up
 * where they are made, and only the sum is sent. Any thread may use it.
 */
public final class Counter {
    private final Kind kind;
    private final @Nullable CounterTally tally; // null where each call is a line

    Counter(Kind kind) {
        this.kind = kind;
        this.tally = kind.intake().tallies().counter(kind.series());
    }

    /** Adds 1. */
    public void incr() {
        if (tally == null) {
            kind.number(Kind.BOUND, 1);
        } else if (kind.sampling().takes()) {
            tally.increment();
        }
    }

    /** Adds an amount, which may be negative. */
    public void incr(long amount) {
        if (tally == null || amount >= CounterTally.TOO_LARGE || amount <= -CounterTally.TOO_LARGE) {
            kind.number(Kind.BOUND, amount);
        } else if (kind.sampling().takes()) {
            tally.add(amount);
        }
    }

    /** Takes 1. */
    public void decr() {
        incr(-1);
    }

    /** Takes an amount, which may be negative. */
    public void decr(long amount) {
        if (amount == Long.MIN_VALUE) {
            kind.opposite(Kind.BOUND, amount);
        } else {
            incr(-amount);
        }
    }
}
