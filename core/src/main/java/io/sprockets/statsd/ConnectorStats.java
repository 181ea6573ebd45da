package io.sprockets.statsd;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The ledger of a connector: what became of every metric that was recorded since it was built. The sender's numbers are
 * of the end of its last round, the callers' drops of this moment; in any case {@code recorded = sent + pending +
 * folded + dropped}.
 *
 * @param sent metrics handed to the kernel; it goes down when some have to be sent again
 * @param pending metrics that wait to be sent
 * @param folded metrics merged into others while they waited
 * @param droppedBy metrics not sent, by reason, in the order of {@link DropReason}; reasons without any may be absent
 * @param confirmed of those sent, the ones that the server is known to have read; 0 unless delivery is confirmed
 * @param replayed metrics sent once more, because it was not sure that the server had read them, or UDP refused them
 * @param connected whether the connection stands; over UDP, whether nothing says that nobody listens
 * @param reconnects connections established after the first one, but for those changed for their age or a confirmation
 * @param bytesSent bytes handed to the kernel, what was sent again included
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

    /** Metrics recorded: every call, whatever became of it. */
    public long recorded() {
        return sent + pending + folded + dropped();
    }

    /** Metrics not sent, for whatever reason. */
    public long dropped() {
        return droppedBy.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Metrics not sent for one reason. */
    public long dropped(DropReason reason) {
        return droppedBy.getOrDefault(reason, 0L);
    }
}
