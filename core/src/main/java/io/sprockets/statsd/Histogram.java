package io.sprockets.statsd;

/** A histogram or distribution whose name and tags are encoded already. Any thread may use it. */
public final class Histogram {
    private final Kind kind;

    Histogram(Kind kind) {
        this.kind = kind;
    }

    /** Records a value, not below zero. */
    public void record(long value) {
        kind.magnitude(Kind.BOUND, value);
    }

    /** Records a value, finite and not below zero. */
    public void record(double value) {
        kind.magnitude(Kind.BOUND, value);
    }
}
