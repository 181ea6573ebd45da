package io.sprockets.statsd;

import io.sprockets.statsd.sender.Observer;
import io.sprockets.statsd.sender.SenderCounts;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the sender sees of its surroundings: the listener, the callers' drops, and the ledger's own metrics. Only the
 * sender thread uses it, once it runs.
 */
final class Telemetry implements Observer {
    private static final long INTERVAL = 10_000_000_000L; // nanoseconds

    private final ConnectorListener listener;
    private final Drops drops;
    private @Nullable Statsd statsd; // null if nothing is reported
    private SenderCounts known = SenderCounts.NONE;
    private volatile Map<DropReason, Long> told = Map.of(); // one run's thread after the other's
    private Map<DropReason, Long> knownDrops = Map.of();
    private long next;
    private boolean begun;

    Telemetry(ConnectorListener listener, Drops drops) {
        this.listener = listener;
        this.drops = drops;
    }

    /** Reports to this from now on. It must not block. */
    void reportTo(Statsd view) {
        statsd = view;
    }

    @Override
    public ConnectorListener listener() {
        return listener;
    }

    @Override
    public Map<DropReason, Long> dropped(SenderCounts counts) {
        Map<DropReason, Long> all = new EnumMap<>(drops.snapshot());
        counts.dropped().forEach((reason, count) -> all.merge(reason, count, Long::sum));
        told = all;
        return all;
    }

    @Override
    public Map<DropReason, Long> told() {
        return told;
    }

    @Override
    public void round(long now, SenderCounts counts) {
        if (statsd == null) {
            return;
        }
        if (!begun) {
            begun = true;
            next = now + INTERVAL;
        }
        if (now - next >= 0) {
            next = now + INTERVAL;
            report(statsd, counts);
        }
    }

    private void report(Statsd view, SenderCounts counts) {
        view.incr("sent", counts.sent() - known.sent());
        view.incr("folded", counts.folded() - known.folded());
        view.incr("connects", counts.connects() - known.connects());
        view.incr("bytes", counts.bytes() - known.bytes());
        view.gauge("pending", counts.held());
        Map<DropReason, Long> all = dropped(counts);
        all.forEach((reason, count) -> {
            long more = count - knownDrops.getOrDefault(reason, 0L);
            if (more > 0) {
                view.incr("dropped." + reason.name().toLowerCase(Locale.ROOT), more);
            }
        });
        known = counts;
        knownDrops = all;
    }
}
