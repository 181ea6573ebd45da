package io.sprockets.statsd;

import io.sprockets.statsd.fold.GaugeTally;
import org.jspecify.annotations.Nullable;

/**
 * A gauge whose name and tags are encoded already. With aggregation only what they all come to is sent at each flush:
 * the last value with the changes after it, in double precision, or the sum of the changes if none was set. Between two
 * flushes nothing is known then of the order in which calls of this and calls with its path came. Any thread may use it.
 */
public final class Gauge {
    private final Kind values;
    private final Kind changes;
    private final @Nullable GaugeTally tally; // null where each call is a line
    private final @Nullable GaugeTally base; // of changes; null where they are lines, or dropped

    Gauge(Kind values, Kind changes) {
        this.tally = values.intake().tallies().gauge(values.series());
        this.base = changes.intake().tallies().gauge(changes.series());
        this.values = values;
        this.changes = changes;
    }

    /** Sets it. */
    public void set(long value) {
        if (tally == null || !tally.set(value)) {
            values.number(Kind.BOUND, value);
        }
    }

    /** Sets it; NaN and infinities are {@link DropReason#INVALID}. */
    public void set(double value) {
        if (tally == null || !tally.set(value)) {
            values.number(Kind.BOUND, value);
        }
    }

    /** Changes it; {@link DropReason#UNSUPPORTED} where servers have no such thing. */
    public void change(long delta) {
        if (base == null || !base.change((double) delta)) {
            changes.number(Kind.BOUND, delta);
        }
    }

    /** Changes it; NaN and infinities are {@link DropReason#INVALID}. */
    public void change(double delta) {
        if (base == null || !base.change(delta)) {
            changes.number(Kind.BOUND, delta);
        }
    }
}
