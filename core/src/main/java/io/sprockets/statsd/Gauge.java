package io.sprockets.statsd;

/**
 * A gauge whose name and tags are encoded already. Its calls and those with its path keep their order, also where they
 * are merged. Any thread may use it.
 */
public interface Gauge {
    /** Sets it. */
    void set(long value);

    /** Sets it; NaN and infinities are {@link DropReason#INVALID}. */
    void set(double value);

    /** Changes it; {@link DropReason#UNSUPPORTED} where servers have no such thing. */
    void change(long delta);

    /** Changes it; NaN and infinities are {@link DropReason#INVALID}. */
    void change(double delta);
}
