package io.sprockets.statsd.watch.store;

/**
 * What a series was at the end of a second. Immutable. What a series does not have is NaN.
 *
 * @param lines all of its lines
 * @param rate what came per second, over the last ten: increments of a counter, observations of a timer, lines of
 *     others
 * @param last the last value
 * @param sum of a counter or of the observations, or the number of different members of a set
 * @param count of the observations, where one with a rate stands for several
 * @param min the least value
 * @param max the greatest value
 * @param p50 the median over the last one or two minutes in which there were values
 * @param p95 and so on
 * @param p99 and so on
 * @param lastSecond when it came last, in seconds since 1970
 */
public record Row(
        SeriesId id,
        long lines,
        double rate,
        double last,
        double sum,
        double count,
        double min,
        double max,
        double p50,
        double p95,
        double p99,
        long lastSecond) {}
