package io.sprockets.statsd.queue;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Counts that bypass the queue, because calls are merged anyway or because it is full: one adder per series. Any thread
 * may look up and add; one thread at a time may take.
 *
 * @param <K> the series
 */
public final class Adders<K> {
    /** There are no more of them but for what is bound to an object of the application. */
    public static final int MOST = 1_000;

    private final Map<K, Adder> bySeries = new ConcurrentHashMap<>();
    private final Map<Adder, K> used = new ConcurrentHashMap<>();
    private final boolean always;
    private long leftOut; // calls of adders that are not among those
    private volatile boolean spilled; // since the consumer last took
    private boolean heldUp; // the consumer's

    /** Adders for all calls. */
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

    /** Adds an amount for which the queue has no room. Returns false, with nothing added, if there is no memory. */
    public boolean spill(K series, long amount) {
        boolean added = of(series).add(amount);
        spilled = true; // after the amount, so that a reader of the flag finds the amount
        return added;
    }

    /** Whether it is worth taking. Any thread may ask. */
    public boolean mayHaveMore() {
        return always || spilled;
    }

    /** Says that something was left for another time. */
    public void leave() {
        spilled = true;
    }

    /** The adder of a series whose name may be made of data; null if calls are records, or there are many adders. */
    public @Nullable Adder ofName(K series) {
        return always && (bySeries.size() < MOST || bySeries.containsKey(series)) ? of(series) : null;
    }

    /** The adder of a series. */
    public Adder of(K series) {
        Adder known = bySeries.get(series);
        return known != null ? known : make(series);
    }

    private synchronized Adder make(K series) {
        return bySeries.computeIfAbsent(series, any -> {
            Adder made = new Adder(adder -> bringBack(series, adder));
            used.put(made, series);
            return made;
        });
    }

    private synchronized void bringBack(K series, Adder adder) {
        if (adder.isLeftOut()) {
            long taken = adder.taken(); // before the consumer may take more of it
            used.put(adder, series); // or there is no memory, and nothing has changed
            leftOut -= taken;
            adder.isBack();
            bySeries.putIfAbsent(series, adder);
        }
        spilled = true;
    }

    /** All calls so far. Any thread may ask. */
    public synchronized long calls() {
        long calls = leftOut;
        for (Adder adder : used.keySet()) {
            calls += adder.calls();
        }
        return calls;
    }

    /** Hands over what was added since the last time. Returns the number of calls. Only the consumer may call it. */
    public long take(Adder.Taker<K> taker) {
        spilled = false;
        heldUp = false;
        long calls = 0;
        for (Map.Entry<Adder, K> entry : used.entrySet()) {
            Adder adder = entry.getKey();
            calls += adder.take(entry.getValue(), taker);
            heldUp |= adder.isHeldUp();
        }
        return calls;
    }

    /** Whether that has left something, since a caller was about to add to it. Only the consumer may ask. */
    public boolean isHeldUp() {
        return heldUp;
    }

    /**
     * Forgets the adders of such series in which there is nothing. Callers that hold one may keep adding to it. Only
     * the consumer may call it.
     */
    public synchronized void leaveOut(Predicate<K> unused) {
        used.entrySet().removeIf(entry -> unused.test(entry.getValue()) && leavesOut(entry.getValue(), entry.getKey()));
    }

    private boolean leavesOut(K series, Adder adder) {
        if (!adder.leaveOut()) {
            return false;
        }
        leftOut += adder.taken();
        bySeries.remove(series, adder);
        return true;
    }

    /** Takes what was added, and discards it. Returns the number of calls. Only the consumer may call it. */
    public long discard() {
        return take((series, amount, calls) -> true);
    }
}
