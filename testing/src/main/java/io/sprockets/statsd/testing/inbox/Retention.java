package io.sprockets.statsd.testing.inbox;

import io.sprockets.statsd.testing.line.Parser;

/**
 * What is kept of what is received.
 *
 * @param maxLineBytes of a line; longer ones are bad and cut
 * @param maxSeries in the totals, and members over all sets
 * @param retainedLines kept as they came
 * @param parser says what is good
 */
public record Retention(int maxLineBytes, int maxSeries, int retainedLines, Parser parser) {}
