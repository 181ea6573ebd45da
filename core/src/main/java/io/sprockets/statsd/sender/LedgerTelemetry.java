package io.sprockets.statsd.sender;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.ledger.Balance;
import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.ledger.Ledger;
import java.util.Locale;
import java.util.Map;

/** Reports the ledger as metrics, every ten seconds. Only the sender thread uses it. */
public final class LedgerTelemetry implements Telemetry {
    private static final long INTERVAL = 10_000_000_000L; // nanoseconds

    private final Statsd statsd;
    private final Ledger ledger;
    private final Sender sender;
    private Balance known; // what was reported
    private Map<DropReason, Long> knownDrops = Map.of();
    private long next;
    private boolean begun;

    /** @param statsd must not block */
    public LedgerTelemetry(Statsd statsd, Ledger ledger, Sender sender) {
        this.statsd = statsd;
        this.ledger = ledger;
        this.sender = sender;
        this.known = ledger.balance();
    }

    @Override
    public void round(long now) {
        if (!begun) {
            begun = true;
            next = now + INTERVAL;
        }
        if (now - next >= 0) {
            next = now + INTERVAL;
            report(ledger.balance());
        }
    }

    private void report(Balance balance) {
        statsd.incr("sent", balance.count(Entry.SENT) - known.count(Entry.SENT));
        statsd.incr("folded", balance.count(Entry.FOLDED) - known.count(Entry.FOLDED));
        statsd.incr("connects", balance.count(Entry.CONNECTS) - known.count(Entry.CONNECTS));
        statsd.incr("bytes", balance.count(Entry.BYTES) - known.count(Entry.BYTES));
        statsd.gauge("pending", sender.waiting(balance).pending());
        Map<DropReason, Long> all = ledger.dropped(balance);
        all.forEach((reason, count) -> {
            long more = count - knownDrops.getOrDefault(reason, 0L);
            if (more > 0) {
                statsd.incr("dropped." + reason.name().toLowerCase(Locale.ROOT), more);
            }
        });
        known = balance;
        knownDrops = all;
    }
}
