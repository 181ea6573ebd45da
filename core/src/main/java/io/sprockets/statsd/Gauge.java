package io.sprockets.statsd;

/** A gauge whose name and tags are encoded already. Any thread may use it. */
public final class Gauge {
    private final Kind values;
    private final Kind changes;

    Gauge(Kind values, Kind changes) {
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
        changes.number(Kind.BOUND, delta);
    }

    /** Changes it; NaN and infinities are {@link DropReason#INVALID}. */
    public void change(double delta) {
        changes.number(Kind.BOUND, delta);
    }
}
