package io.sprockets.statsd.call;

import io.sprockets.statsd.queue.RecordQueue;
import io.sprockets.statsd.series.SeriesTable;

/** What a recorder needs that records nothing. */
final class Noop {
    private static final int QUEUE_BYTES = 1024;

    /** A queue that takes nothing. */
    static final RecordQueue QUEUE = closed();

    /** A table without a place. */
    static final SeriesTable TABLE = new SeriesTable(0, Integer.MAX_VALUE);

    private Noop() {}

    private static RecordQueue closed() {
        RecordQueue queue = new RecordQueue(QUEUE_BYTES, () -> {});
        queue.close();
        return queue;
    }
}
