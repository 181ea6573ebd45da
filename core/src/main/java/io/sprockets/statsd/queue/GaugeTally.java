package io.sprockets.statsd.queue;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The last value that callers have set a gauge to, and their changes before the first one, until the consumer takes them.
 * What it cannot hold exactly goes through the queue, and from then on everything does, so that the order stays. Any thread
 * may set and change; one thread at a time may take.
 */
public final class GaugeTally {
    private static final double MOST = 1L << 53; // whole numbers below it are exact
    private static final double MOST_AT_ONCE =
            1L << 32; // so that the sum of changes does not overflow before it is taken
    private static final long NONE = Double.doubleToRawLongBits(Double.NaN);

    private final AtomicLong value = new AtomicLong(NONE); // bits of a double
    private final LongAdder changes = new LongAdder(); // while no value is known
    private final LongAdder calls = new LongAdder();
    private volatile boolean passing; // everything goes through the queue
    private long takenChanges; // the consumer's
    private long takenCalls; // the consumer's

    /** Sets it. Returns false, and does nothing, if that has to go through the queue. */
    public boolean set(long to) {
        boolean exact = to > -MOST && to < MOST;
        return exact ? set((double) to) : pass();
    }

    /** Sets it. Returns false, and does nothing, if that has to go through the queue. */
    public boolean set(double to) {
        if (passing || !Double.isFinite(to)) {
            return false;
        }
        value.set(Double.doubleToRawLongBits(to));
        if (passing) { // since a moment ago: what is in the queue by now may be older than this
            value.set(NONE);
            return false;
        }
        calls.increment();
        return true;
    }

    /** Changes it. Returns false, and does nothing, if that has to go through the queue. */
    public boolean change(double by) {
        while (!passing) {
            long before = value.get();
            if (before == NONE) {
                return addToUnknown(by);
            }
            double sum = Double.longBitsToDouble(before) + by;
            if (!Double.isFinite(sum)) {
                return false;
            }
            if (value.compareAndSet(before, Double.doubleToRawLongBits(sum))) {
                calls.increment();
                return true;
            }
        }
        return false;
    }

    private boolean addToUnknown(double by) {
        if (Math.rint(by) != by || Math.abs(by) >= MOST_AT_ONCE) {
            return Double.isFinite(by) && pass();
        }
        changes.add((long) by);
        calls.increment();
        return true;
    }

    private boolean pass() {
        passing = true;
        value.set(NONE); // a line in the queue will say it
        return false;
    }

    /** All calls so far. Any thread may ask. */
    long calls() {
        return calls.sum();
    }

    <K> long take(K series, Tallies.Taker<? super K> taker) {
        long more = calls.sum() - takenCalls; // before the rest, so that nothing of these is missing
        if (more != 0) {
            long change = changes.sum() - takenChanges;
            takenCalls += more;
            takenChanges += change;
            taker.gauge(series, change, Double.longBitsToDouble(value.get()), more);
        }
        return more;
    }
}
