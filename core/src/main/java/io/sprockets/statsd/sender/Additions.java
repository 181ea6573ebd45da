package io.sprockets.statsd.sender;

import io.sprockets.statsd.fold.Fold;
import io.sprockets.statsd.queue.Adders;
import io.sprockets.statsd.series.LastValues;

/** What bound counters have added up past the queue, or beside a full one. Only the sender thread uses it. */
final class Additions {
    private final Adders adders;
    private final LastValues values;
    private long taken; // calls, since ever
    private boolean closed; // what is added from now on is too late

    Additions(Adders adders, LastValues values, long taken) {
        this.adders = adders;
        this.values = values;
        this.taken = taken;
    }

    /**
     * Merges what was added since the last time, as far as there is room.
     *
     * @param close whether nothing more is to be taken after it
     */
    void take(Fold fold, boolean close) {
        if (closed || !(close || adders.mayHaveMore())) {
            return;
        }
        boolean[] refused = new boolean[1];
        taken += adders.take((series, amount, calls) -> {
            boolean merged = fold.add(series, amount, calls);
            refused[0] |= !merged && calls > 0;
            if (merged && calls > 0) {
                values.of(series).note(false, amount, 0);
            }
            return merged;
        });
        if (refused[0]) {
            adders.leave();
        }
        closed = close && !refused[0];
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
