package io.sprockets.statsd.testing;

/**
 * A line that is no metric, event or check, and why.
 *
 * @param line the line without its newline, as UTF-8; cut to {@link StatsdServer.Builder#maxLineBytes} if it was longer
 * @param reason what is wrong with it, for people to read
 */
public record BadLine(String line, String reason) {}
