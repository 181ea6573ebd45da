package io.sprockets.statsd.sender;

import io.sprockets.statsd.DropReason;
import java.util.Map;

/**
 * What the sender has done so far, all read at one moment. Counts are of metrics where not said otherwise.
 *
 * @param settled claims of the queue of which nothing can come any more
 * @param drained taken from the queue
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
        long sent,
        long folded,
        Map<DropReason, Long> dropped,
        long confirmed,
        long replayed,
        boolean connected,
        long connects,
        long bytes) {
    static final SenderCounts NONE = new SenderCounts(0, 0, 0, 0, Map.of(), 0, 0, false, 0, 0);

    /** Taken from the queue, and neither sent nor folded nor dropped. */
    public long held() {
        return drained - sent - folded - droppedTotal();
    }

    public long droppedTotal() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }
}
