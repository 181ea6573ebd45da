package io.sprockets.statsd.sender;

import io.sprockets.statsd.ConnectorListener;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.queue.Adders;
import io.sprockets.statsd.queue.RecordQueue;
import io.sprockets.statsd.series.Series;
import io.sprockets.statsd.series.SeriesTable;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Surroundings of a loop under test: nothing listens, and memory is on the heap. */
final class Quiet {
    private Quiet() {}

    static Surroundings surroundings(
            RecordQueue queue,
            SeriesTable table,
            Adders<Series> adders,
            Ledger ledger,
            Ticker ticker,
            SplittableRandom random) {
        return new Surroundings(
                queue,
                table,
                adders,
                ledger,
                new Notices("server", ConnectorListener.NONE, ledger),
                Telemetry.NONE,
                ticker,
                random,
                ByteBuffer::allocate);
    }
}
