package io.sprockets.statsd;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what callers could not record, by reason. Any thread may use it; counting allocates nothing. */
final class Drops {
    private final Map<DropReason, AtomicLong> counts = new EnumMap<>(DropReason.class); // never changed once filled

    Drops() {
        for (DropReason reason : DropReason.values()) {
            counts.put(reason, new AtomicLong());
        }
    }

    void count(DropReason reason) {
        AtomicLong count = counts.get(reason);
        if (count != null) {
            count.getAndIncrement();
        }
    }

    Map<DropReason, Long> snapshot() {
        Map<DropReason, Long> snapshot = new EnumMap<>(DropReason.class);
        counts.forEach((reason, count) -> snapshot.put(reason, count.get()));
        return snapshot;
    }
}
