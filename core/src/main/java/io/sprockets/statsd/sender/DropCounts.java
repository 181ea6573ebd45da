package io.sprockets.statsd.sender;

import io.sprockets.statsd.DropReason;
import java.util.EnumMap;
import java.util.Map;

/** What the sender dropped, by reason. Only the sender thread uses it; its snapshots may go anywhere. */
final class DropCounts {
    private final Map<DropReason, Long> counts;
    private Map<DropReason, Long> snapshot;

    /** Goes on from an earlier snapshot. */
    DropCounts(Map<DropReason, Long> before) {
        this.counts = new EnumMap<>(DropReason.class);
        counts.putAll(before);
        this.snapshot = Map.copyOf(before);
    }

    void add(DropReason reason, long metrics) {
        if (metrics > 0) {
            counts.merge(reason, metrics, Long::sum);
            snapshot = Map.of(); // no longer true
        }
    }

    Map<DropReason, Long> snapshot() {
        if (snapshot.size() != counts.size()) {
            snapshot = Map.copyOf(counts);
        }
        return snapshot;
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
