package io.sprockets.statsd;

/** How lines reach the server. */
public enum Protocol {
    /**
     * One connection, lines end with a newline. Survives restarts of the server with at most the lines in flight lost.
     */
    TCP,
    /** As {@link #TCP}, encrypted: a stream to a host whose certificate is verified. See {@link Tls}. */
    TLS,
    /** Datagrams of whole lines. What the network drops is lost without a trace. */
    UDP,
    /**
     * A stream over a Unix socket, lines end with a newline. As {@link #TCP}, on one machine. With {@link
     * Dialect#DOGSTATSD} lines travel in frames, as the Datadog agent wants it.
     */
    UNIX,
    /**
     * Datagrams of whole lines to a Unix socket, as the Datadog agent reads them. It needs the module {@code
     * sprockets-statsd-unixgram}. What the server has not read when it dies is lost; when it is slow, lines wait.
     */
    UNIX_DATAGRAM;

    /** Whether it is one stream of bytes per connection. */
    public boolean isStream() {
        return this == TCP || this == TLS || this == UNIX;
    }

    /** Whether the server has a path, and no host and port. */
    public boolean isUnix() {
        return this == UNIX || this == UNIX_DATAGRAM;
    }
}
