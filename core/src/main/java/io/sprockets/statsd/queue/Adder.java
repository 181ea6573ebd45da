package io.sprockets.statsd.queue;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The amounts that callers have added to one counter since the consumer last took them: exact, for any number of
 * callers and calls. Any thread may add; one thread at a time may take.
 */
public final class Adder {
    /*
     * An adder unused for long is left out of the consumer's rounds. After adding, a caller checks whether it
     * is, and then brings it back; the consumer, when it has left it out, looks whether something was added in
     * between. Both looks come after a volatile write of their own, so at least one of the two sees the other.
     */

    /** Amounts from there on, or below its opposite, are not for it: their sum could overflow before it is taken. */
    public static final long TOO_LARGE = 1L << 32;

    /** Who takes what was added. */
    public interface Taker<K> {
        /** Takes an amount of a series, added in this many calls. Returns whether it was taken; otherwise it stays. */
        boolean add(K series, long amount, long calls);
    }

    private final LongAdder ones;
    private final LongAdder amounts;
    private final LongAdder calls; // that added an amount
    private final Consumer<Adder> back;
    private volatile boolean leftOut;
    private long takenAmount; // the consumer's
    private long takenCalls; // the consumer's

    /** @param back brings one back that was left out */
    Adder(Consumer<Adder> back) {
        this(back, LongAdder::new);
    }

    Adder(Consumer<Adder> back, Supplier<LongAdder> sums) {
        this.back = back;
        this.ones = sums.get();
        this.amounts = sums.get();
        this.calls = sums.get();
    }

    /** Adds 1. Returns false, with nothing added, if that needs memory and there is none. */
    public boolean increment() {
        boolean added = added(ones, 1);
        if (leftOut) {
            bringBack();
        }
        return added;
    }

    /** Whether an amount is not for it. */
    public static boolean isTooLarge(long amount) {
        return amount >= TOO_LARGE || amount <= -TOO_LARGE;
    }

    /** The same for an amount. Its call is counted after it: a stop between the two sends it, and loses nothing. */
    public boolean add(long amount) {
        if (amount == 1) {
            return increment();
        }
        boolean added = added(amounts, amount);
        if (added) {
            added(calls, 1); // or it is sent with the next call, and not counted
        }
        if (leftOut) {
            bringBack();
        }
        return added;
    }

    /** Threads that contend for it get cells of their own, which takes memory. */
    private static boolean added(LongAdder to, long amount) {
        try {
            to.add(amount);
            return true;
        } catch (OutOfMemoryError e) {
            return false;
        }
    }

    private void bringBack() {
        try {
            back.accept(this);
        } catch (OutOfMemoryError e) {
            // the next call does it
        }
    }

    /** All calls so far. Any thread may ask. */
    long calls() {
        return ones.sum() + calls.sum();
    }

    /** Calls that were taken. */
    long taken() {
        return takenCalls;
    }

    /** Leaves it out, unless there is something to take. Returns whether it is left out. */
    boolean leaveOut() {
        leftOut = true;
        leftOut = calls() == takenCalls;
        return leftOut;
    }

    void isBack() {
        leftOut = false;
    }

    boolean isLeftOut() {
        return leftOut;
    }

    /** Hands over what was added since the last time. Returns the number of calls. */
    <K> long take(K key, Taker<K> taker) {
        long counted = calls.sum(); // before the amounts, so that no amount is missing
        long one = ones.sum();
        long amount = amounts.sum() + one - takenAmount; // right even when the sums have overflowed
        long more = counted + one - takenCalls;
        if ((more == 0 && amount == 0) || !taker.add(key, amount, more)) {
            return 0;
        }
        takenAmount += amount;
        takenCalls += more;
        return more;
    }
}
