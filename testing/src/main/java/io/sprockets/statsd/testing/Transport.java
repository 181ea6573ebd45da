package io.sprockets.statsd.testing;

/** How a connection reached the server. Datagrams have no connections, so UDP is not among them. */
public enum Transport {
    /** A TCP connection to {@link StatsdServer#port()}. */
    TCP,
    /** A connection to the Unix stream socket {@link StatsdServer#unixSocket()}. */
    UNIX
}
