package io.sprockets.statsd.sender;

import io.sprockets.statsd.fold.Fold;
import io.sprockets.statsd.fold.LineSink;
import io.sprockets.statsd.queue.Adders;
import io.sprockets.statsd.series.Series;

/** What callers have added up past the queue, or beside a full one. Only the sender thread uses it. */
final class Additions {
    /** Sums that are not taken are right as long as they stay below four times that. */
    private static final long LARGE = 1L << 61;

    private final Adders<Series> adders;
    private long taken; // calls, since ever
    private boolean left; // of what was added, as there was no room, or a caller was about to add
    private boolean closed; // what is added from now on is too late

    Additions(Adders<Series> adders, long taken) {
        this.adders = adders;
        this.taken = taken;
    }

    /**
     * Merges what was added since the last time, as far as there is room: a full fold is passed on while that is
     * possible.
     *
     * @param close whether nothing more is to be taken after it
     */
    void take(Fold fold, LineSink lines, boolean close) {
        if (closed || !(close || adders.mayHaveMore())) {
            return;
        }
        left = false;
        taken += adders.take((series, amount, calls) -> {
            boolean merged = merge(fold, lines, series, amount, calls);
            left |= !merged;
            return merged;
        });
        left |= adders.isHeldUp();
        if (left) {
            adders.leave();
        }
        closed = close && !left;
    }

    /** Merges sums that would overflow before long; the others stay where they are in an outage. */
    void takeLarge(Fold fold, LineSink lines) {
        if (closed || !adders.mayHaveMore()) {
            return;
        }
        taken += adders.take((series, amount, calls) -> {
            boolean large = amount >= LARGE || amount <= -LARGE;
            return large && merge(fold, lines, series, amount, calls);
        });
        adders.leave();
    }

    /** Whether the last attempt has left nothing. */
    boolean hasTakenAll() {
        return !left;
    }

    /** Whether it has left something since a caller was about to add to it. */
    boolean areHeldUp() {
        return left && adders.isHeldUp();
    }

    private static boolean merge(Fold fold, LineSink lines, Series series, long amount, long calls) {
        if (fold.add(series, amount, calls)) {
            return true;
        }
        if (!lines.hasRoom()) {
            return false;
        }
        fold.write(lines, false);
        return fold.add(series, amount, calls);
    }

    /** Calls taken so far. */
    long taken() {
        return taken;
    }

    /** Whether all that counts was taken. */
    boolean isEmpty() {
        return closed || adders.calls() == taken;
    }

    /** Drops what was added. Returns the number of calls. */
    long discard() {
        long calls = adders.discard();
        taken += calls;
        return calls;
    }
}
