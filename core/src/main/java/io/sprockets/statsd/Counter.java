package io.sprockets.statsd;

/** A counter whose name and tags are encoded already: the fastest way to count. Any thread may use it. */
public final class Counter {
    private final Kind kind;

    Counter(Kind kind) {
        this.kind = kind;
    }

    /** Adds 1. */
    public void incr() {
        kind.number(Kind.BOUND, 1);
    }

    /** Adds an amount, which may be negative. */
    public void incr(long amount) {
        kind.number(Kind.BOUND, amount);
    }

    /** Takes 1. */
    public void decr() {
        kind.number(Kind.BOUND, -1);
    }

    /** Takes an amount, which may be negative. */
    public void decr(long amount) {
        kind.opposite(Kind.BOUND, amount);
    }
}
