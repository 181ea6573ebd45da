package io.sprockets.statsd.sender;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.fold.Fold;
import io.sprockets.statsd.fold.LineSink;
import io.sprockets.statsd.fold.Tallies;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.line.SeriesKey;
import io.sprockets.statsd.link.Backlog;
import io.sprockets.statsd.queue.LineQueue;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/**
 * Where lines go when they leave the queue: to the backlog; when that is full, or to aggregate, to the fold. What was
 * folded goes to the backlog before anything newer does, so the order stays. Only the sender thread uses it.
 */
final class Inflow implements LineSink {
    private static final int SCRATCH = 1 << 16; // bytes that are merged at once
    private static final int LOADS_PER_ROUND = 4; // callers may be faster than this

    private final LineQueue queue;
    private final Tallies<SeriesKey> tallies;
    private final Backlog backlog;
    private final Fold fold;
    private final Ledger ledger;
    private final ByteBuffer scratch;
    private final boolean foldsUnderLoad;
    private final long interval; // nanoseconds; 0 to fold only what has no room
    private long nextFlush;
    private long tallied; // metrics that went past the queue, since ever
    private boolean last; // nothing is left for another time
    private boolean closed; // what callers add to tallies from now on is too late

    Inflow(
            LineQueue queue,
            Tallies<SeriesKey> tallies,
            Backlog backlog,
            Ledger ledger,
            SenderSettings settings,
            long now) {
        Duration aggregation = settings.aggregation();
        this.queue = queue;
        this.tallies = tallies;
        this.tallied = ledger.balance().tallied();
        this.backlog = backlog;
        this.ledger = ledger;
        this.fold = new Fold(settings.fold(), ledger);
        this.scratch = ByteBuffer.wrap(new byte[Math.max(SCRATCH, settings.longestLine())]);
        this.foldsUnderLoad = settings.foldsUnderLoad();
        this.interval = aggregation == null ? 0 : aggregation.toNanos();
        this.nextFlush = now + interval;
    }

    /**
     * Empties the queue.
     *
     * @param moving whether the server takes what it is sent
     * @return whether there was anything in it
     */
    boolean take(boolean moving) {
        if (interval > 0 || !fold.isEmpty(false)) {
            return merge();
        }
        boolean any = backlog.fill(queue);
        boolean leave = backlog.hasRoom() || (moving && !foldsUnderLoad);
        return leave ? any : merge() || any;
    }

    /** Counts again what is merged. */
    void recount() {
        fold.recount();
    }

    /** From now on nothing is left in the fold for another time. */
    void finish() {
        last = true;
    }

    /**
     * Passes on what was folded, if its time has come and there is somebody to send it to.
     *
     * @param wanted whether it has to be now
     */
    void flush(long now, boolean up, boolean wanted) {
        if (!up || !(wanted || isDue(now))) {
            return;
        }
        if (!closed) {
            tallied += tallies.take(fold);
            closed = last && queue.isDrained();
        }
        fold.write(this, last);
        if (fold.isEmpty(last)) {
            nextFlush = now + interval;
        }
    }

    /** Whether nothing is left to be passed on. */
    boolean hasPassedOn() {
        return fold.isEmpty(last);
    }

    /** Whether flushing again makes sense without waiting. */
    boolean canFlush(long now) {
        return !fold.isEmpty(last) && isDue(now) && backlog.hasRoom();
    }

    /** How long there is nothing to flush. */
    long nanosUntilFlush(long now) {
        boolean ahead = interval > 0 && nextFlush - now > 0;
        return ahead ? nextFlush - now : Long.MAX_VALUE; // what is overdue waits for the server, not for a time
    }

    /** Metrics taken that went past the queue. */
    long tallied() {
        return tallied;
    }

    /** Drops everything. Returns the number of metrics. */
    long discard() {
        tallied += tallies.take(fold);
        return fold.discard() + discard(queue);
    }

    /** Takes all lines from a queue and forgets them. Returns their number. */
    static long discard(LineQueue queue) {
        long before = queue.drained();
        ByteBuffer rest = ByteBuffer.allocate(queue.longestLine());
        while (queue.drain(rest) > 0) {
            rest.clear();
        }
        return queue.drained() - before;
    }

    /** Metrics that are merged, and will be lines of their own. */
    long held() {
        return fold.held();
    }

    @Override
    public boolean hasRoom() {
        return backlog.hasRoom();
    }

    @Override
    public boolean line(byte[] line, long metrics) {
        boolean taken = backlog.append(line);
        if (!taken) {
            ledger.drop(DropReason.TOO_LONG, metrics); // a sum or a rate has made it so
        }
        return taken;
    }

    /** Whether nothing is on its way to the backlog. */
    boolean isEmpty() {
        return queue.isDrained() && fold.isEmpty(last) && (closed || tallies.calls() == tallied);
    }

    /** Merges what is in the queue; what cannot be merged is kept as it is if there is room. Returns whether there was any. */
    private boolean merge() {
        boolean any = false;
        for (int i = 0; i < LOADS_PER_ROUND && queue.drain(scratch.clear()) > 0; i++) {
            any = true;
            mergeLines(scratch.array(), scratch.position());
        }
        return any;
    }

    private void mergeLines(byte[] bytes, int end) {
        int start = 0;
        for (int i = 0; i < end; i++) {
            if (bytes[i] == '\n') {
                if (!fold.add(bytes, start, i)) {
                    keep(Arrays.copyOfRange(bytes, start, i + 1));
                }
                start = i + 1;
            }
        }
    }

    private void keep(byte[] line) {
        if (!backlog.hasRoom() || !backlog.append(line)) {
            ledger.drop(DropReason.QUEUE_FULL, 1);
        }
    }

    private boolean isDue(long now) {
        return interval > 0 ? last || now - nextFlush >= 0 : backlog.isEmpty();
    }
}
