package io.sprockets.statsd.fold;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What callers have made of a gauge since the consumer last took it: a value, or a change of one that is not known here.
 * What it cannot hold exactly goes through the queue, and from then on everything does, so that the order stays. Any thread
 * may set and change; one thread at a time may take.
 *
 * <p>Both are one word, so that a change is never taken apart from what it changes: a value as the bits of a double, a
 * change, which is a whole number, in the bits that a NaN leaves free.
 */
public final class GaugeTally {
    private static final double MOST = 1L << 53; // whole numbers below it are exact
    private static final double MOST_CHANGE = 1L << 50; // so that a sum of two fits
    private static final long CHANGE = Double.doubleToRawLongBits(Double.NaN);
    private static final int FREE_BITS = 51;
    private static final long FREE = (1L << FREE_BITS) - 1;
    private static final long NONE = CHANGE; // a change by 0

    private final AtomicLong state = new AtomicLong(NONE);
    private final LongAdder calls = new LongAdder();
    private volatile boolean passing; // everything goes through the queue
    private long takenCalls; // the consumer's

    /** Sets it. Returns false, and does nothing, if that has to go through the queue. */
    public boolean set(long to) {
        boolean exact = to > -MOST && to < MOST;
        if (!exact) {
            passing = true;
            state.set(NONE); // a line in the queue will say it
        }
        return exact && set((double) to);
    }

    /** Sets it. Returns false, and does nothing, if that has to go through the queue. */
    public boolean set(double to) {
        if (passing || !Double.isFinite(to)) {
            return false;
        }
        state.set(Double.doubleToRawLongBits(to));
        if (passing) { // since a moment ago: what is in the queue by now may be older than this
            state.set(NONE);
            return false;
        }
        calls.increment();
        return true;
    }

    /** Changes it. Returns false, and does nothing, if that has to go through the queue. */
    public boolean change(double by) {
        while (!passing) {
            long before = state.get();
            boolean value = isValue(before);
            double sum = (value ? Double.longBitsToDouble(before) : change(before)) + by;
            if (!Double.isFinite(sum)) {
                return false;
            }
            if (!value && (Math.rint(by) != by || Math.abs(sum) >= MOST_CHANGE)) {
                passing = true; // what was added up is still to be taken
                return false;
            }
            if (state.compareAndSet(before, value ? Double.doubleToRawLongBits(sum) : CHANGE | ((long) sum & FREE))) {
                calls.increment();
                return true;
            }
        }
        return false;
    }

    private static boolean isValue(long state) {
        return (state & ~FREE) != CHANGE;
    }

    private static long change(long state) {
        return state << (Long.SIZE - FREE_BITS) >> (Long.SIZE - FREE_BITS);
    }

    /** All calls so far. Any thread may ask. */
    long calls() {
        return calls.sum();
    }

    <K> long take(K series, Tallies.Taker<? super K> taker) {
        long more = calls.sum() - takenCalls; // before the rest, so that nothing of these is missing
        if (more != 0) {
            takenCalls += more;
            long taken = state.getAndSet(NONE);
            boolean value = isValue(taken);
            taker.gauge(series, value ? 0 : change(taken), value ? Double.longBitsToDouble(taken) : Double.NaN, more);
        }
        return more;
    }
}
