package io.sprockets.statsd.sender;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.fold.Fold;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.link.Backlog;
import io.sprockets.statsd.queue.RecordQueue;
import io.sprockets.statsd.series.SeriesTable;
import java.util.concurrent.locks.LockSupport;

/**
 * Moves metrics out of the queue: as lines to the backlog, or, when that is full or metrics are aggregated, to the
 * fold. Folded metrics go to the backlog before anything newer, so the order is kept. Only the sender thread uses it.
 */
final class Drain {
    private static final int MOST_MERGED = 1 << 15; // records in a round: callers may be faster than this
    private static final int FREED_AT_ONCE = 1 << 10; // records
    private static final int LATE_ROUNDS = 200;
    private static final long LATE_PAUSE = 1_000_000; // nanoseconds

    private final RecordQueue queue;
    private final Records records;
    private final Additions additions;
    private final LineWriter lines;
    private final Fold fold;
    private final Ledger ledger;
    private final FlushTime flushes;
    private final Sweep sweep;
    private final boolean foldsUnderLoad;
    private boolean left; // records, since the backlog had no room

    Drain(Surroundings around, Backlog backlog, SenderSettings settings, long now) {
        boolean signIsChange = settings.fold().syntax().signIsChange();
        SeriesTable table = around.table();
        this.queue = around.queue();
        this.ledger = around.ledger();
        this.records = new Records(queue, table, signIsChange);
        this.additions = new Additions(around.adders(), ledger.balance().tallied());
        this.lines = new LineWriter(backlog, table.longestLine());
        this.fold = new Fold(settings.fold(), table, ledger);
        this.flushes = new FlushTime(settings.aggregation(), now);
        this.sweep = new Sweep(queue, table, around.adders(), now);
        this.foldsUnderLoad = settings.foldsUnderLoad();
    }

    /**
     * Empties the queue.
     *
     * @param moving whether the server takes what it is sent
     * @return whether there was anything in it
     */
    boolean take(boolean moving) {
        records.rewind(); // the last round may not have come to its end
        left = false;
        if (flushes.isRegular() || !fold.isEmpty(false)) {
            return merge(moving);
        }
        boolean any = lines.fill(records);
        if (lines.hasRoom()) {
            return any;
        }
        left = moving && !foldsUnderLoad && records.next();
        return left ? any : merge(moving) || any;
    }

    /** Takes back numbers of unused series. */
    void sweep(long now) {
        sweep.advance(now, fold);
    }

    /** Counts again what is merged. */
    void recount() {
        fold.recount();
    }

    /** From now on nothing is left in the fold for another time. */
    void finish() {
        flushes.finish();
    }

    /**
     * Passes on what was folded, when it is due and there is a server to send it to.
     *
     * @param wanted whether it has to be now, and all of it
     * @return if it was wanted, whether everything that was recorded before is passed on
     */
    boolean flush(long now, boolean up, boolean wanted) {
        boolean last = wanted || flushes.isLast();
        if (!(wanted || flushes.isDue(now, lines.isWaiting()))) {
            return false;
        }
        if (!up) {
            additions.takeLarge(fold, lines);
            return wanted && fold.isEmpty(true) && additions.isEmpty();
        }
        additions.take(fold, lines, flushes.isLast() && queue.reader().isDrained());
        fold.write(lines, last);
        if (fold.isEmpty(last)) {
            flushes.done(now);
        }
        return fold.isEmpty(true) && additions.hasTakenAll();
    }

    /**
     * A caller that was suspended between claim and publish holds up what is behind it; it needs a moment to finish.
     */
    void awaitLateCallers() {
        for (int i = 0; i < LATE_ROUNDS && !queue.reader().isDrained(); i++) {
            take(false);
            LockSupport.parkNanos(LATE_PAUSE);
        }
    }

    /**
     * Whether flushing again makes sense without waiting.
     *
     * @param wanted whether it has to be now, and all of it
     */
    boolean canFlush(long now, boolean wanted) {
        boolean due = wanted || flushes.isDue(now, lines.isWaiting());
        return due && !fold.isEmpty(wanted || flushes.isLast()) && lines.hasRoom();
    }

    /** Whether taking again makes sense without waiting: records were left, and there is room for them now. */
    boolean canTake() {
        return left && lines.hasRoom();
    }

    /** How long to rest until the next flush; as usual if there is none to come, or nothing to flush. */
    long rest(long now, long usual) {
        long left = flushes.nanosLeft(now);
        if (left == Long.MAX_VALUE) {
            return usual;
        }
        return fold.isEmpty(false) ? Math.max(left, usual) : left;
    }

    /** Whether a caller was suspended while it added something up, which is there when it goes on. */
    boolean isHeldUp() {
        return additions.areHeldUp();
    }

    /** Metrics taken that went past the queue. */
    long tallied() {
        return additions.taken();
    }

    /** Metrics that are merged, and will be lines of their own. */
    long held() {
        return fold.held();
    }

    /** Drops everything. Returns the number of metrics. */
    long discard() {
        return queue.reader().discard() + fold.discard() + additions.discard();
    }

    /** Whether nothing is on its way to the backlog. */
    boolean isEmpty() {
        return queue.reader().isDrained() && fold.isEmpty(flushes.isLast()) && additions.isEmpty();
    }

    /** Merges what is in the queue. Returns whether there was anything. */
    private boolean merge(boolean moving) {
        int merged = 0;
        try {
            while (merged < MOST_MERGED && records.next() && mergeOne(moving)) {
                records.pass();
                merged++;
                if (merged % FREED_AT_ONCE == 0) {
                    records.free();
                }
            }
        } finally {
            records.free(); // what is merged may not come again
        }
        return merged > 0;
    }

    /**
     * Merges a record, keeps it as a line, or drops it. Returns false if it has to wait for a server that takes what
     * there is.
     */
    private boolean mergeOne(boolean moving) {
        Fold.Outcome outcome = records.merge(fold);
        if (outcome == Fold.Outcome.FULL && lines.hasRoom()) {
            fold.write(lines, false); // there need not be anybody yet to send it to
            outcome = records.merge(fold);
        }
        if (outcome == Fold.Outcome.FULL && moving && !lines.hasRoom()) {
            left = true;
            return false;
        }
        if (outcome == Fold.Outcome.FULL && !(fold.isEmpty(false) && lines.keep(records))) {
            ledger.drop(DropReason.TOO_MANY_SERIES, 1);
        } else if (outcome == Fold.Outcome.OTHER && !lines.keep(records)) {
            ledger.drop(DropReason.QUEUE_FULL, 1);
        }
        return true;
    }
}
