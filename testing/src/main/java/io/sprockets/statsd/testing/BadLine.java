package io.sprockets.statsd.testing;

/**
 * A line that is not a metric, event or check, and the reason.
 *
 * @param line the line without its newline, as UTF-8, truncated to {@link StatsdServer.Builder#maxLineBytes}
 * @param reason what is wrong with it, for humans
 */
public record BadLine(String line, String reason) {}
