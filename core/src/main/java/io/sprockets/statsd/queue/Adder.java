package io.sprockets.statsd.queue;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The amounts that callers have added to one counter since the consumer last took them: exact, for any number of
 * callers and calls. Any thread may add; one thread at a time may take.
 */
public final class Adder {
    /*
     * An adder unused for long is left out of the consumer's rounds. After adding, a caller checks whether it
     * is, and then brings it back; the consumer, when it has left it out, looks whether something was added in
     * between. Both looks come after a volatile write of their own, so at least one of the two sees the other.
     *
     * Threads that contend for the first cell get more of them, where each begins with one of its own, and goes on to
     * the next as long as another thread is about to add there. If that is so in all of them, since more threads than
     * cells were suspended there, the rest is replaced by a larger one. So no caller waits for another, and the
     * consumer takes an amount and its call together, though it may have to leave a cell for another time.
     */

    /** Amounts from there on, or below its opposite, are not for it: their sum could overflow before it is taken. */
    public static final long TOO_LARGE = 1L << 32;

    /** Who takes what was added. */
    public interface Taker<K> {
        /** Takes an amount of a series, added in this many calls. Returns whether it was taken; otherwise it stays. */
        boolean add(K series, long amount, long calls);
    }

    private static final AtomicReferenceFieldUpdater<Adder, AdderCell> REST =
            AtomicReferenceFieldUpdater.newUpdater(Adder.class, AdderCell.class, "rest");
    private static final AtomicReferenceFieldUpdater<Adder, AdderCell[]> CELLS =
            AtomicReferenceFieldUpdater.newUpdater(Adder.class, AdderCell[].class, "cells");
    static final int MOST_CELLS = 4 * Integer.highestOneBit(Runtime.getRuntime().availableProcessors());

    final AdderCell first;
    private final Supplier<AdderCell> memory;
    private final Consumer<Adder> back;
    private volatile AdderCell @Nullable [] cells; // with the first, once threads have contended for it
    private volatile @Nullable AdderCell rest; // never written after it was put here
    private volatile boolean leftOut;
    private boolean heldUp; // the consumer's, as are those below
    private long seenAmount;
    private long seenCalls;
    private long takenAmount;
    private long takenCalls;

    /** @param back brings one back that was left out */
    Adder(Consumer<Adder> back) {
        this(back, new AdderCell(), AdderCell.Padded::new);
    }

    /** @param memory for more cells; it may have none to give */
    Adder(Consumer<Adder> back, AdderCell first, Supplier<AdderCell> memory) {
        this.back = back;
        this.first = first;
        this.memory = memory;
    }

    /** Adds 1. Returns false, with nothing added, if that needs memory and there is none. */
    public boolean increment() {
        return add(1);
    }

    /** Whether an amount is not for it. */
    public static boolean isTooLarge(long amount) {
        return amount >= TOO_LARGE || amount <= -TOO_LARGE;
    }

    /** The same for an amount. */
    public boolean add(long amount) {
        AdderCell[] all = cells;
        AdderCell home = all == null ? first : all[home(all)];
        boolean added = home.add(amount) || addElsewhere(amount);
        if (leftOut) {
            bringBack();
        }
        return added;
    }

    /** Where the calls of a thread begin; it asks no code of a thread's class. */
    private static int home(AdderCell[] all) {
        return System.identityHashCode(Thread.currentThread()) & (all.length - 1);
    }

    private boolean addElsewhere(long amount) {
        try {
            AdderCell[] all = moreCells();
            int home = home(all);
            for (int i = 0; i < all.length; i++) {
                if (all[(home + i) & (all.length - 1)].add(amount)) {
                    return true;
                }
            }
            addToRest(amount);
            return true;
        } catch (OutOfMemoryError e) {
            return false;
        }
    }

    /** Twice as many cells, unless there are enough. */
    private AdderCell[] moreCells() {
        AdderCell[] known = cells;
        if (known != null && known.length >= MOST_CELLS) {
            return known;
        }
        AdderCell[] all = known == null ? new AdderCell[] {first, null} : Arrays.copyOf(known, 2 * known.length);
        for (int i = all.length / 2; i < all.length; i++) {
            all[i] = memory.get();
        }
        return CELLS.compareAndSet(this, known, all) ? all : moreCells();
    }

    private void addToRest(long amount) {
        AdderCell next = memory.get();
        AdderCell last;
        do {
            last = rest;
            next.set((last == null ? 0 : last.amount()) + amount, (last == null ? 0 : last.calls()) + 1);
        } while (!REST.compareAndSet(this, last, next));
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
        long calls = first.calls();
        AdderCell[] all = cells;
        for (int i = 1; all != null && i < all.length; i++) {
            calls += all[i].calls();
        }
        AdderCell other = rest;
        return other == null ? calls : calls + other.calls();
    }

    /** Calls that were taken. */
    long taken() {
        return takenCalls;
    }

    /** Leaves it out, unless there is something to take. Returns whether it is left out. */
    boolean leaveOut() {
        leftOut = true;
        leftOut = !isAnyAdding() && calls() == takenCalls;
        return leftOut;
    }

    private boolean isAnyAdding() {
        AdderCell[] all = cells;
        boolean any = first.isAdding();
        for (int i = 1; all != null && i < all.length; i++) {
            any |= all[i].isAdding();
        }
        return any;
    }

    void isBack() {
        leftOut = false;
    }

    boolean isLeftOut() {
        return leftOut;
    }

    /** Hands over what was added since the last time. Returns the number of calls. */
    <K> long take(K key, Taker<K> taker) {
        look();
        long amount = seenAmount - takenAmount; // right even when the sums have overflowed
        long more = seenCalls - takenCalls;
        if (more == 0 || !taker.add(key, amount, more)) {
            return 0;
        }
        takenAmount += amount;
        takenCalls += more;
        return more;
    }

    /** Whether the last attempt to take has left something, since a caller was about to add to it. */
    boolean isHeldUp() {
        return heldUp;
    }

    private void look() {
        heldUp = !first.look();
        seenAmount = first.seenAmount();
        seenCalls = first.seenCalls();
        AdderCell[] all = cells;
        for (int i = 1; all != null && i < all.length; i++) {
            see(all[i]);
        }
        if (rest != null) {
            see(rest);
        }
    }

    private void see(AdderCell cell) {
        heldUp |= !cell.look();
        seenAmount += cell.seenAmount();
        seenCalls += cell.seenCalls();
    }
}
