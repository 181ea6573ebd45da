package io.sprockets.statsd.queue;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way past the queue for bound counters, when their calls are merged anyway or the queue is full: one adder for a series. Any
 * thread may look up and add; one thread at a time may take.
 */
public final class Adders {
    /** Who takes what was added. */
    public interface Taker {
        /** A series got so much, in so many calls. Returns whether that was taken; otherwise it stays. */
        boolean add(int series, long amount, long calls);
    }

    private static final Taker NOBODY = (series, amount, calls) -> true;

    private final Map<Integer, Adder> bySeries = new ConcurrentHashMap<>();
    private final boolean always;
    private volatile boolean spilled; // since the last time that somebody took

    /** Adders for all calls of bound counters. */
    public Adders() {
        this(true);
    }

    /** @param always whether all calls are added up, and not only those for which the queue has no room */
    public Adders(boolean always) {
        this.always = always;
    }

    /** Whether all calls are added up. */
    public boolean takeAll() {
        return always;
    }

    /** Adds an amount for which the queue has no room. */
    public void spill(int series, long amount) {
        of(series).add(amount);
        spilled = true; // after the amount, so that whoever sees it finds that
    }

    /** Whether it is worth taking. Any thread may ask. */
    public boolean mayHaveMore() {
        return always || spilled;
    }

    /** Says that something was left for another time. */
    public void leave() {
        spilled = true;
    }

    /** The adder of a series. */
    public Adder of(int series) {
        return bySeries.computeIfAbsent(series, number -> new Adder());
    }

    /** All calls so far. Any thread may ask. */
    public long calls() {
        long calls = 0;
        for (Adder adder : bySeries.values()) {
            calls += adder.calls();
        }
        return calls;
    }

    /** Hands over what was added since the last time. Returns the number of calls. Only the consumer may call it. */
    public long take(Taker taker) {
        spilled = false;
        long calls = 0;
        for (Map.Entry<Integer, Adder> adder : bySeries.entrySet()) {
            calls += adder.getValue().take(adder.getKey(), taker);
        }
        return calls;
    }

    /** Takes what was added, for nobody. Returns the number of calls. Only the consumer may call it. */
    public long discard() {
        return take(NOBODY);
    }
}
