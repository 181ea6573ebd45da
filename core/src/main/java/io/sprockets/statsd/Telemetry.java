package io.sprockets.statsd;

import io.sprockets.statsd.ledger.Balance;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.sender.Observer;
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
    private final Ledger ledger;
    private @Nullable Statsd statsd; // null if nothing is reported
    private Balance known; // what was reported
    private Map<DropReason, Long> knownDrops = Map.of();
    private volatile Map<DropReason, Long> told = Map.of(); // one run's thread after the other's
    private long next;
    private boolean begun;

    Telemetry(ConnectorListener listener, Ledger ledger) {
        this.listener = listener;
        this.ledger = ledger;
        this.known = ledger.balance();
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
    public Map<DropReason, Long> dropped() {
        told = ledger.dropped(ledger.balance());
        return told;
    }

    @Override
    public Map<DropReason, Long> told() {
        return told;
    }

    @Override
    public void round(long now) {
        if (statsd == null) {
            return;
        }
        if (!begun) {
            begun = true;
            next = now + INTERVAL;
        }
        if (now - next >= 0) {
            next = now + INTERVAL;
            report(statsd, ledger.balance());
        }
    }

    private void report(Statsd view, Balance balance) {
        view.incr("sent", balance.sent() - known.sent());
        view.incr("folded", balance.folded() - known.folded());
        view.incr("connects", balance.connects() - known.connects());
        view.incr("bytes", balance.bytes() - known.bytes());
        view.gauge("pending", balance.held());
        Map<DropReason, Long> all = ledger.dropped(balance);
        all.forEach((reason, count) -> {
            long more = count - knownDrops.getOrDefault(reason, 0L);
            if (more > 0) {
                view.incr("dropped." + reason.name().toLowerCase(Locale.ROOT), more);
            }
        });
        known = balance;
        knownDrops = all;
    }
}
