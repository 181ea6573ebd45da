package io.sprockets.statsd.ledger;

import io.sprockets.statsd.DropReason;
import java.util.Map;

/**
 * What the sender has done with the metrics it took, all read at the end of one round. Counts are of metrics where not
 * said otherwise, since the connector was built. Immutable.
 */
@SuppressWarnings("EnumOrdinal") // nothing outlives the enum
public final class Balance {
    /** Before anything was done. */
    static final Balance NONE = new Balance(0, 0, 0, 0, false, new long[Entry.values().length], Map.of());

    private final long settled;
    private final long drained;
    private final long tallied;
    private final long held;
    private final boolean connected;
    private final long[] entries;
    private final Map<DropReason, Long> dropped;

    Balance(
            long settled,
            long drained,
            long tallied,
            long held,
            boolean connected,
            long[] entries,
            Map<DropReason, Long> dropped) {
        this.settled = settled;
        this.drained = drained;
        this.tallied = tallied;
        this.held = held;
        this.connected = connected;
        this.entries = entries;
        this.dropped = dropped;
    }

    /** What was counted under an entry. */
    public long count(Entry entry) {
        return entries[entry.ordinal()];
    }

    /** Claims of the queue that nothing more will come of. */
    public long settled() {
        return settled;
    }

    /** Taken from the queue. */
    public long drained() {
        return drained;
    }

    /** Taken from the bound counters that bypass the queue. */
    public long tallied() {
        return tallied;
    }

    /** Taken and kept: in the backlog, or as lines that the fold will write. */
    public long held() {
        return held;
    }

    /** Whether the connection is open. */
    public boolean connected() {
        return connected;
    }

    /** Dropped by the sender, by reason. */
    public Map<DropReason, Long> dropped() {
        return dropped;
    }

    /** Dropped by the sender, for all reasons together. */
    public long droppedTotal() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether every metric that was taken is accounted for. */
    boolean isEven() {
        return drained + tallied == held + count(Entry.SENT) + count(Entry.FOLDED) + droppedTotal();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("drained=" + drained + ", tallied=" + tallied + ", held=" + held);
        for (Entry entry : Entry.values()) {
            text.append(", ").append(entry).append('=').append(count(entry));
        }
        return text.append(", dropped=").append(dropped).toString();
    }
}
