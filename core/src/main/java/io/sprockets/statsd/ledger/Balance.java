package io.sprockets.statsd.ledger;

import io.sprockets.statsd.DropReason;
import java.util.Map;

/**
 * What the sender has done with the metrics it took, all read at the end of one round. Counts are of metrics where not
 * said otherwise, since the connector was built.
 *
 * @param settled claims of the queue that nothing more will come of
 * @param drained taken from the queue
 * @param tallied taken from the bound counters that bypass the queue
 * @param held taken and kept: in the backlog, or as lines that the fold will write
 * @param sent handed to the kernel
 * @param folded merged into others
 * @param dropped by the sender, by reason
 * @param confirmed of those sent, the ones that the server is known to have read
 * @param replayed sent again because the server may not have read them
 * @param connected whether the connection stands
 * @param connects connections that were established
 * @param bytes handed to the kernel, those sent again included
 */
public record Balance(
        long settled,
        long drained,
        long tallied,
        long held,
        long sent,
        long folded,
        Map<DropReason, Long> dropped,
        long confirmed,
        long replayed,
        boolean connected,
        long connects,
        long bytes) {
    /** Before anything was done. */
    static final Balance NONE = new Balance(0, 0, 0, 0, 0, 0, Map.of(), 0, 0, false, 0, 0);

    /** Dropped by the sender, for whatever reason. */
    public long droppedTotal() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether every metric that was taken is accounted for. */
    boolean isEven() {
        return drained + tallied == held + sent + folded + droppedTotal();
    }
}
