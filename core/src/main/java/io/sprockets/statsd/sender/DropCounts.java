package io.sprockets.statsd.sender;

import io.sprockets.statsd.DropReason;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the sender dropped, by reason. Only the sender thread uses it; its snapshots may go anywhere. */
final class DropCounts {
    private final Map<DropReason, Long> counts;
    private @Nullable Map<DropReason, Long> snapshot; // null if it is no longer true

    /** Goes on from an earlier snapshot. */
    DropCounts(Map<DropReason, Long> before) {
        this.counts = new EnumMap<>(DropReason.class);
        counts.putAll(before);
    }

    void add(DropReason reason, long metrics) {
        if (metrics > 0) {
            counts.merge(reason, metrics, Long::sum);
            snapshot = null;
        }
    }

    Map<DropReason, Long> snapshot() {
        Map<DropReason, Long> current = snapshot;
        if (current == null) {
            current = Map.copyOf(counts);
            snapshot = current;
        }
        return current;
    }
}
