package io.sprockets.statsd;

/** A histogram or distribution whose name and tags are already encoded. Any thread may use it. */
public interface Histogram {
    /** Records a value, like {@link Statsd#histogram(String, long)}. */
    void record(long value);

    /** Records a value, like {@link Statsd#histogram(String, double)}. */
    void record(double value);
}
