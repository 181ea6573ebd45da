package io.sprockets.statsd;

import org.jspecify.annotations.Nullable;

/** A gauge whose name and tags are encoded already. Any thread may use it. */
public final class Gauge {
    private final Intake intake;
    private final Kind values;
    private final @Nullable Kind changes; // null where servers have none

    Gauge(Intake intake, Kind values, @Nullable Kind changes) {
        this.intake = intake;
        this.values = values;
        this.changes = changes;
    }

    /** Sets it. */
    public void set(long value) {
        values.number(Kind.BOUND, value);
    }

    /** Sets it; NaN and infinities are {@link DropReason#INVALID}. */
    public void set(double value) {
        values.number(Kind.BOUND, value);
    }

    /** Changes it; {@link DropReason#UNSUPPORTED} where servers have no such thing. */
    public void change(long delta) {
        if (changes == null) {
            intake.drop(DropReason.UNSUPPORTED);
        } else {
            changes.number(Kind.BOUND, delta);
        }
    }

    /** Changes it; NaN and infinities are {@link DropReason#INVALID}. */
    public void change(double delta) {
        if (changes == null) {
            intake.drop(DropReason.UNSUPPORTED);
        } else {
            changes.number(Kind.BOUND, delta);
        }
    }
}
