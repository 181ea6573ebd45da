package io.sprockets.statsd.testing;

/** How a connection reached the server. UDP is missing because datagrams have no connections. */
public enum Transport {
    /** A TCP connection to {@link StatsdServer#port()}. */
    TCP,
    /** A connection to the Unix stream socket {@link StatsdServer#unixSocket()}. */
    UNIX
}
