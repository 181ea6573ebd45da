package io.sprockets.statsd.queue;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * An amount and the number of calls that it is of, always both or none of a call. Any thread may add, but is turned
 * away while another one does; one thread at a time, the consumer, may look.
 */
class AdderCell {
    /*
     * The state is twice the number of calls, and one more while a call adds. Who makes it odd may write the amount,
     * then makes it even. The consumer has read an amount and its calls if the state was even, and the same before and
     * after. Nothing is called between the two steps that could fail and leave the state odd.
     */
    private static final AtomicLongFieldUpdater<AdderCell> STATE =
            AtomicLongFieldUpdater.newUpdater(AdderCell.class, "state");

    private static final int LOOKS = 1_000; // a call adds for some nanoseconds, unless its thread is suspended

    private volatile long state;
    private long amount;
    private long seenCalls; // the consumer's
    private long seenAmount; // the consumer's

    /** Adds the amount of a call. Returns false, with nothing added, if another thread is about to add. */
    final boolean add(long more) {
        long before = state;
        if ((before & 1) != 0 || !STATE.compareAndSet(this, before, before + 1)) {
            return false;
        }
        long sum = amount + more; // which may overflow: what counts is the difference
        try {
            VarHandle.storeStoreFence(); // the amount is not seen before the odd state
            amount = sum;
            STATE.lazySet(this, before + 2);
        } catch (StackOverflowError e) {
            amount = sum;
            state = before + 2;
        }
        return true;
    }

    /** Begins to add, and comes to no end. For tests. */
    final void begin() {
        STATE.incrementAndGet(this);
    }

    /** Ends what was begun. For tests. */
    final void end(long more) {
        amount += more;
        STATE.incrementAndGet(this);
    }

    /** Makes it the sum of another one and a call, before others see it. */
    final void set(long sum, long calls) {
        amount = sum;
        state = 2 * calls;
    }

    /** Whether amount and calls were seen; otherwise a call is about to add, and what was seen before is kept. */
    final boolean look() {
        for (int i = 0; i < LOOKS; i++) {
            long before = state;
            long sum = amount;
            VarHandle.loadLoadFence();
            if ((before & 1) == 0 && state == before) {
                seenCalls = before / 2;
                seenAmount = sum;
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    final long seenCalls() {
        return seenCalls;
    }

    final long seenAmount() {
        return seenAmount;
    }

    /** Calls that have added. Any thread may ask. */
    final long calls() {
        return state / 2;
    }

    /** Whether one is about to add. Any thread may ask. */
    final boolean isAdding() {
        return (state & 1) != 0;
    }

    /** Of one that is not written any more. */
    final long amount() {
        return amount;
    }

    /** One that shares no cache line with another. */
    @SuppressWarnings("unused")
    static final class Padded extends AdderCell {
        private long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11;
    }
}
