package io.sprockets.statsd;

/**
 * A counter whose name and tags are already encoded: the fastest way to count. With aggregation, calls are summed where
 * they are made, and only the sum is sent. Any thread may use it.
 *
 * <pre>{@code
 * private final Counter placed = statsd.counter("orders.placed"); // once, where calls are many
 *
 * placed.incr();
 * }</pre>
 */
public interface Counter {
    /** Adds 1. */
    void incr();

    /** Adds an amount, which may be negative. */
    void incr(long amount);

    /** Adds a fraction, like {@link Statsd#incr(String, double)}. */
    void incr(double amount);

    /** Subtracts 1. */
    void decr();

    /** Subtracts an amount, which may be negative. */
    void decr(long amount);
}
