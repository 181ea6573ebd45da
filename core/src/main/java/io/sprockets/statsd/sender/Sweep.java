package io.sprockets.statsd.sender;

import io.sprockets.statsd.fold.Fold;
import io.sprockets.statsd.queue.Adders;
import io.sprockets.statsd.queue.RecordQueue;
import io.sprockets.statsd.series.Series;
import io.sprockets.statsd.series.SeriesTable;
import java.util.List;

/**
 * Takes back the numbers of series unused for ten minutes, once there is no place for another path. First it asks the
 * series for their numbers. When everything recorded until then is consumed, and nothing of it is merged, the numbers
 * are free. Only the sender thread uses it.
 */
final class Sweep {
    private static final long PERIOD = 60_000_000_000L; // nanoseconds
    private static final int PERIODS = 11; // so at least ten whole ones

    private final RecordQueue queue;
    private final SeriesTable table;
    private final Adders<Series> adders;
    private long next;
    private List<Series> leaving = List.of();
    private long asked; // a mark of the queue

    Sweep(RecordQueue queue, SeriesTable table, Adders<Series> adders, long now) {
        this.queue = queue;
        this.table = table;
        this.adders = adders;
        this.next = now + PERIOD;
        table.keepAll();
    }

    /** Does what there is to do in a round, after the queue was read. */
    void advance(long now, Fold fold) {
        if (!leaving.isEmpty() && queue.reader().hasFreed(asked)) {
            leaving.forEach(series -> table.release(series, fold.holds(series)));
            leaving = List.of();
        }
        if (now - next >= 0) {
            next = now + PERIOD;
            table.tick();
            adders.leaveOut(Series::isGivenUp);
            ask();
        }
    }

    private void ask() {
        if (leaving.isEmpty() && table.isFull()) {
            leaving = table.leaving(PERIODS);
            asked = queue.mark(); // after that: see RecordQueue
        }
    }
}
