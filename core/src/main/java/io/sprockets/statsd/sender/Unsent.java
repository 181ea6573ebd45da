package io.sprockets.statsd.sender;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.ledger.Balance;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.queue.Adders;
import io.sprockets.statsd.queue.RecordQueue;
import io.sprockets.statsd.series.Series;

/** What was recorded and is not in the hands of a run. Any thread may ask; it is dropped while there is none. */
final class Unsent {
    private final RecordQueue queue;
    private final Adders<Series> adders;
    private final Ledger ledger;

    Unsent(RecordQueue queue, Adders<Series> adders, Ledger ledger) {
        this.queue = queue;
        this.adders = adders;
        this.ledger = ledger;
    }

    /**
     * What there is, if a balance is of the last round.
     *
     * @param running whether there is a run to take it
     */
    Waiting waiting(Balance balance, boolean running) {
        long added = adders.calls() - balance.tallied(); // read once: callers go on adding
        long late = !running && queue.isClosed() ? added : 0;
        return new Waiting(queue.waitingBeyond(balance.settled()) + added - late + balance.held(), late);
    }

    /** Drops everything, since it will never be sent. */
    void drop() {
        count(queue.reader().discard() + adders.discard());
    }

    /** Drops what was added up. */
    void dropAdditions() {
        count(adders.discard());
    }

    /** Publishes that this many metrics were taken while no thread ran, and dropped. */
    private void count(long metrics) {
        ledger.drop(DropReason.CLOSED, metrics);
        long drained = queue.reader().drained();
        Balance last = ledger.balance();
        long tallied = last.tallied() + metrics - (drained - last.drained());
        ledger.publish(queue.reader().settled(), drained, tallied, 0, false);
    }
}
