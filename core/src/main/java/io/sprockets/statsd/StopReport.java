package io.sprockets.statsd;

/**
 * How a stop went. The counts are totals since the connector was built.
 *
 * @param confirmed whether the server closed the last connection after reading every byte of it. Always false over UDP,
 *     which has no answer, and when there was no connection
 * @param sent metrics handed to the kernel
 * @param dropped metrics that were recorded and not sent
 */
public record StopReport(boolean confirmed, long sent, long dropped) {}
