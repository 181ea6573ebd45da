package io.sprockets.statsd.ledger;

import io.sprockets.statsd.DropReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The account of every metric of one connector, over all its runs. Callers' drops are counted by any thread; everything
 * else by the sender, which publishes it once a round. A round in which nothing happened publishes nothing.
 */
@SuppressWarnings("EnumOrdinal") // nothing outlives these enums, and nothing is allocated for a count
public final class Ledger {
    private static final Entry[] ENTRIES = Entry.values();
    private static final DropReason[] REASONS = DropReason.values();

    private final AtomicLongArray calls = new AtomicLongArray(REASONS.length); // dropped by callers
    private final long[] entries = new long[ENTRIES.length]; // the sender's
    private final long[] drops = new long[REASONS.length]; // the sender's
    private boolean changed; // since it was published last
    private volatile Balance balance = Balance.NONE;

    /** Makes an empty one. */
    public Ledger() {
        calls.getAndIncrement(0); // the JVM links it now, as a caller that has to drop may have no memory to
        calls.set(0, 0);
    }

    /** Counts a metric that its caller could not record. Any thread may call it; nothing is allocated. */
    public void dropCall(DropReason reason) {
        calls.getAndIncrement(reason.ordinal());
    }

    /** Counts metrics that the sender dropped. Only the sender may call it. */
    public void drop(DropReason reason, long metrics) {
        drops[reason.ordinal()] += metrics;
        changed |= metrics != 0;
    }

    /** Only the sender may call it. */
    public void add(Entry entry, long count) {
        entries[entry.ordinal()] += count;
        changed |= count != 0;
    }

    /** What was counted under an entry. Only the sender may ask. */
    public long count(Entry entry) {
        return entries[entry.ordinal()];
    }

    /** Metrics that the sender dropped. Only the sender may ask. */
    public long drops() {
        long total = 0;
        for (long drop : drops) {
            total += drop;
        }
        return total;
    }

    /**
     * Makes what was counted visible to all, together with what is in the sender's hands. Only the sender may call it.
     *
     * @return whether anything has changed
     */
    public boolean publish(long settled, long drained, long tallied, long held, boolean connected) {
        Balance last = balance;
        if (!changed
                && last.settled() == settled
                && last.tallied() == tallied
                && last.held() == held
                && last.connected() == connected) {
            return false;
        }
        balance = new Balance(settled, drained, tallied, held, connected, entries.clone(), byReason());
        changed = false;
        return true;
    }

    /** What the sender published last. Any thread may ask. */
    public Balance balance() {
        return balance;
    }

    /** Whether every metric that the sender took is accounted for in what it published last. Any thread may ask. */
    public boolean isBalanced() {
        return balance.isEven();
    }

    /** Metrics that callers dropped, for all reasons together. Any thread may ask; nothing is allocated. */
    public long droppedCalls() {
        long total = 0;
        for (int i = 0; i < REASONS.length; i++) {
            total += calls.get(i);
        }
        return total;
    }

    /** Metrics that the sender took and no longer holds. Only the sender may ask. */
    public long accounted() {
        return count(Entry.SENT) + count(Entry.FOLDED) + drops();
    }

    /** All drops so far. Any thread may ask. */
    public Map<DropReason, Long> dropped() {
        return dropped(balance);
    }

    /** All drops: the callers' until now, and the sender's of a balance. Any thread may ask. */
    public Map<DropReason, Long> dropped(Balance at) {
        Map<DropReason, Long> all = new EnumMap<>(DropReason.class);
        for (DropReason reason : REASONS) {
            long count = calls.get(reason.ordinal()) + at.dropped().getOrDefault(reason, 0L);
            if (count != 0) {
                all.put(reason, count);
            }
        }
        return all;
    }

    private Map<DropReason, Long> byReason() {
        Map<DropReason, Long> last = balance.dropped();
        Map<DropReason, Long> counts = new EnumMap<>(DropReason.class);
        for (DropReason reason : REASONS) {
            if (drops[reason.ordinal()] != 0) {
                counts.put(reason, drops[reason.ordinal()]);
            }
        }
        return counts.equals(last) ? last : counts;
    }
}
