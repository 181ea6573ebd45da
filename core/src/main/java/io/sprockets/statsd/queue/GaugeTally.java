package io.sprockets.statsd.queue;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The last value that callers have set a gauge to, until the consumer takes it. Any thread may set and change; one thread
 * at a time may take.
 */
public final class GaugeTally {
    /** Whole numbers from there on, or below its opposite, are not for it: a double does not hold them all. */
    public static final long TOO_LARGE = 1L << 53;

    private static final long NONE = Double.doubleToRawLongBits(Double.NaN);

    private final AtomicLong value = new AtomicLong(NONE); // bits of a double
    private final LongAdder calls = new LongAdder();
    private long taken; // calls, the consumer's

    /** Sets it to a finite value. */
    public void set(double to) {
        value.set(Double.doubleToRawLongBits(to));
        calls.increment();
    }

    /** Changes it. Returns false, and does nothing, if no value is known. */
    public boolean change(double by) {
        while (true) {
            long before = value.get();
            double sum = Double.longBitsToDouble(before) + by;
            if (!Double.isFinite(sum)) {
                return false;
            }
            if (value.compareAndSet(before, Double.doubleToRawLongBits(sum))) {
                calls.increment();
                return true;
            }
        }
    }

    /** What was set is no longer true. */
    public void forget() {
        value.set(NONE);
    }

    /** All calls so far. Any thread may ask. */
    long calls() {
        return calls.sum();
    }

    <K> long take(K series, Tallies.Taker<? super K> taker) {
        long more = calls.sum() - taken; // before the value, so that the last one is not missing
        taken += more;
        if (more != 0) {
            taker.gauge(series, Double.longBitsToDouble(value.get()), more);
        }
        return more;
    }
}
