package io.sprockets.statsd.sender;

/**
 * Metrics that were recorded and not handed over, all read at one moment.
 *
 * @param pending those that wait, of which the sender holds some
 * @param late calls after the end that were added up: they stay in the adders until the next start, which drops them
 */
public record Waiting(long pending, long late) {}
