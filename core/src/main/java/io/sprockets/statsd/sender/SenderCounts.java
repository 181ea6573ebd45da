package io.sprockets.statsd.sender;

import io.sprockets.statsd.DropReason;
import java.util.Map;

/**
 * What the sender has done so far, all read at one moment. Counts are of metrics where not said otherwise.
 *
 * @param settled claims of the queue of which nothing can come any more
 * @param drained taken from the queue
 * @param tallied taken from the bound counters and gauges that go past the queue
 * @param sent handed to the kernel
 * @param folded merged into others
 * @param dropped by the sender, by reason
 * @param confirmed of those sent, the ones that the server is known to have read
 * @param replayed sent once more, because it was not sure that the server had read them
 * @param connected whether the connection stands
 * @param connects connections that were established
 * @param bytes handed to the kernel, what was sent again included
 */
public record SenderCounts(
        long settled,
        long drained,
        long tallied,
        long sent,
        long folded,
        Map<DropReason, Long> dropped,
        long confirmed,
        long replayed,
        boolean connected,
        long connects,
        long bytes) {
    /** Before anything was done. */
    public static final SenderCounts NONE = new SenderCounts(0, 0, 0, 0, 0, Map.of(), 0, 0, false, 0, 0);

    /** Taken over, and neither sent nor folded nor dropped. */
    public long held() {
        return drained + tallied - sent - folded - droppedTotal();
    }

    /** The same with so many more metrics taken from counters and gauges, and dropped. */
    SenderCounts withClosed(long metrics) {
        DropCounts drops = new DropCounts(dropped);
        drops.add(DropReason.CLOSED, metrics);
        long taken = tallied + metrics;
        return new SenderCounts(
                settled,
                drained,
                taken,
                sent,
                folded,
                drops.snapshot(),
                confirmed,
                replayed,
                connected,
                connects,
                bytes);
    }

    public long droppedTotal() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }
}
