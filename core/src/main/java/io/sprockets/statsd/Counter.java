package io.sprockets.statsd;

/**
 * A counter whose name and tags are encoded already: the fastest way to count. With aggregation its calls are added up
 * where they are made, and only the sum is sent. Any thread may use it.
 */
public interface Counter {
    /** Adds 1. */
    void incr();

    /** Adds an amount, which may be negative. */
    void incr(long amount);

    /** Adds a fraction, as {@link Statsd#incr(String, double)} does. */
    void incr(double amount);

    /** Takes 1. */
    void decr();

    /** Takes an amount, which may be negative. */
    void decr(long amount);
}
