package io.sprockets.statsd.call;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.Tags;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.line.Syntax;
import io.sprockets.statsd.queue.RecordQueue;
import io.sprockets.statsd.series.SeriesTable;
import java.time.Duration;

/** Discards every metric. */
final class Noop {
    private static final int QUEUE_BYTES = 1024;

    /** A queue that takes nothing. */
    static final RecordQueue QUEUE = closed();

    /** A table without a place. */
    static final SeriesTable TABLE = new SeriesTable(0, Integer.MAX_VALUE);

    static final Statsd STATSD = new View(
            new Recorder(QUEUE, TABLE, null, new Ledger(), Duration.ZERO, true),
            Scope.of(Syntax.of(Dialect.STATSD, false, ""), false, "", true, Tags.NONE));

    private Noop() {}

    private static RecordQueue closed() {
        RecordQueue queue = new RecordQueue(QUEUE_BYTES, () -> {});
        queue.close();
        return queue;
    }
}
