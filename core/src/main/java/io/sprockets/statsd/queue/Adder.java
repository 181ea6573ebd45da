package io.sprockets.statsd.queue;

import java.util.concurrent.atomic.LongAdder;

/**
 * What callers have added to one counter since the consumer took it last: exact, however many they are and however often
 * they do. Any thread may add; one thread at a time may take.
 */
public final class Adder {
    /** Amounts from there on, or below its opposite, are not for it: their sum could overflow before it is taken. */
    public static final long TOO_LARGE = 1L << 32;

    private final LongAdder ones = new LongAdder();
    private final LongAdder amounts = new LongAdder();
    private final LongAdder calls = new LongAdder(); // that added an amount
    private long takenAmount; // the consumer's
    private long takenCalls; // the consumer's

    /** Adds 1. */
    public void increment() {
        ones.increment();
    }

    /** Adds an amount, whose call is counted after it: a stop between the two sends it, and loses nothing. */
    public void add(long amount) {
        amounts.add(amount);
        calls.increment();
    }

    /** All calls so far. Any thread may ask. */
    long calls() {
        return ones.sum() + calls.sum();
    }

    long take(int series, Adders.Taker taker) {
        long counted = calls.sum(); // before the amounts, so that none of them is missing
        long one = ones.sum();
        long amount = amounts.sum() + one - takenAmount; // right even when the sums have overflowed
        long more = counted + one - takenCalls;
        if ((more == 0 && amount == 0) || !taker.add(series, amount, more)) {
            return 0;
        }
        takenAmount += amount;
        takenCalls += more;
        return more;
    }
}
