package io.sprockets.statsd.watch.store;

/**
 * A line that is wrong. Immutable.
 *
 * @param number from 1 in the order of arrival
 * @param millis when it came, since 1970
 * @param line cut to 1,024 characters
 * @param sender the address it came from, or "unix"
 */
public record WrongLine(long number, long millis, String line, String reason, String sender) {}
