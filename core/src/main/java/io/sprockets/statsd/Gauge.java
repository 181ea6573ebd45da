package io.sprockets.statsd;

/**
 * A gauge whose name and tags are already encoded. Its calls and calls by path keep their order, even when they are
 * merged. Any thread may use it.
 */
public interface Gauge {
    /** Sets it. */
    void set(long value);

    /** Sets it; NaN and infinities are {@link DropReason#INVALID}. */
    void set(double value);

    /** Changes it; {@link DropReason#UNSUPPORTED} in dialects without gauge deltas. */
    void change(long delta);

    /** Changes it; NaN and infinities are {@link DropReason#INVALID}. */
    void change(double delta);
}
