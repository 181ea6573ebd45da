package io.sprockets.statsd.watch.store;

/**
 * A sender at some moment. Immutable.
 *
 * @param number of a connection, from 1; 0 for an address that datagrams come from
 * @param transport tcp, unix or udp
 * @param since when it came first, in milliseconds since 1970
 * @param rate lines in the last second
 * @param state open, or how it ended; empty for datagrams
 */
public record ClientView(
        long number,
        String transport,
        String peer,
        long since,
        long lines,
        long wrong,
        long bytes,
        long rate,
        String state) {}
