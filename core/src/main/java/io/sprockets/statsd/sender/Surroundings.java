package io.sprockets.statsd.sender;

import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.queue.Adders;
import io.sprockets.statsd.queue.RecordQueue;
import io.sprockets.statsd.series.Series;
import io.sprockets.statsd.series.SeriesTable;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * What a loop finds when it begins, and leaves to the one after it.
 *
 * @param queue what callers have recorded
 * @param table the series that it names
 * @param adders what callers have added up past it
 * @param ledger of the connector
 * @param notices where to report
 * @param telemetry what to report after rounds
 * @param ticker the clock
 * @param random for jitter
 * @param memory for lines, a number of bytes at a time; it may have none to give
 */
record Surroundings(
        RecordQueue queue,
        SeriesTable table,
        Adders<Series> adders,
        Ledger ledger,
        Notices notices,
        Telemetry telemetry,
        Ticker ticker,
        SplittableRandom random,
        IntFunction<ByteBuffer> memory) {}
