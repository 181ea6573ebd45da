package io.sprockets.statsd;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The ledger of a connector: what became of every metric since the connector was built. The sender's numbers are from
 * the end of its last round, the callers' drops from this moment. It always balances: {@code recorded = sent + pending
 * + folded + dropped}.
 *
 * @param sent metrics handed to the kernel; goes down when some have to be sent again
 * @param pending metrics waiting to be sent
 * @param folded metrics merged into others while they waited
 * @param droppedBy metrics not sent, by reason, in the order of {@link DropReason}; reasons without drops may be absent
 * @param confirmed sent metrics that the server is known to have read; 0 unless delivery is confirmed
 * @param replayed metrics sent again, because the server may not have read them or UDP refused them
 * @param connected whether a connection is open; over UDP, whether no refusal has come back
 * @param reconnects connections after the first one, except those opened because of their age or a confirmation
 * @param bytesSent bytes handed to the kernel, including what was sent again
 */
public record ConnectorStats(
        long sent,
        long pending,
        long folded,
        Map<DropReason, Long> droppedBy,
        long confirmed,
        long replayed,
        boolean connected,
        long reconnects,
        long bytesSent) {
    static final ConnectorStats NONE = new ConnectorStats(0, 0, 0, Map.of(), 0, 0, false, 0, 0);

    /** Copies the map, in the order of the reasons. */
    public ConnectorStats {
        EnumMap<DropReason, Long> inOrder = new EnumMap<>(DropReason.class);
        inOrder.putAll(droppedBy);
        droppedBy = Collections.unmodifiableMap(inOrder);
    }

    /** Metrics recorded: every call, whatever its outcome. */
    public long recorded() {
        return sent + pending + folded + dropped();
    }

    /** Metrics not sent, for all reasons together. */
    public long dropped() {
        return droppedBy.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Metrics not sent for this reason. */
    public long dropped(DropReason reason) {
        return droppedBy.getOrDefault(reason, 0L);
    }
}
