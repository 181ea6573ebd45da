package io.sprockets.statsd.sender;

import io.sprockets.statsd.fold.Tallies;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.line.SeriesKey;
import io.sprockets.statsd.queue.LineQueue;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * What a loop finds when it begins, and leaves to the one after it.
 *
 * @param queue what callers have recorded
 * @param tallies the same, of bound counters that are added up
 * @param ledger of the connector
 * @param notices whom to tell
 * @param telemetry what to report after rounds
 * @param ticker the clock
 * @param random for jitter
 * @param memory for lines, a number of bytes at a time; it may have none to give
 */
record Surroundings(
        LineQueue queue,
        Tallies<SeriesKey> tallies,
        Ledger ledger,
        Notices notices,
        Telemetry telemetry,
        Ticker ticker,
        SplittableRandom random,
        IntFunction<ByteBuffer> memory) {}
