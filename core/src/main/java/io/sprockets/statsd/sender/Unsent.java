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

    /** Metrics that wait, of which the sender holds some. */
    long pending(Balance balance, boolean running) {
        return queue.waitingBeyond(balance.settled())
                + adders.calls()
                - balance.tallied()
                - late(balance, running)
                + balance.held();
    }

    /** Calls that were added up after the end. */
    long late(Balance balance, boolean running) {
        return !running && queue.isClosed() ? adders.calls() - balance.tallied() : 0;
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
