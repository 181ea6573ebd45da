package io.sprockets.statsd;

/** A histogram or distribution whose name and tags are encoded already. Any thread may use it. */
public interface Histogram {
    /** Records a value, as {@link Statsd#histogram(String, long)} does. */
    void record(long value);

    /** Records a value, as {@link Statsd#histogram(String, double)} does. */
    void record(double value);
}
