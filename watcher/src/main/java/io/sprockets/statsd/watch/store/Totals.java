package io.sprockets.statsd.watch.store;

/**
 * All that came up to a moment, and in the last second. Immutable.
 *
 * @param wrong of the lines
 * @param packets datagrams
 * @param events of DogStatsD, with service checks
 * @param beyond metrics of series for which there was no room
 */
public record Totals(
        long lines,
        long bytes,
        long wrong,
        long packets,
        long events,
        long beyond,
        long linesPerSecond,
        long bytesPerSecond,
        long wrongPerSecond) {}
