package io.sprockets.statsd;

/** How lines reach the server. */
public enum Protocol {
    /** One connection; lines end with a newline. A restart of the server loses at most the lines in flight. */
    TCP,
    /** Like {@link #TCP}, encrypted, to a host whose certificate is verified. See {@link Tls}. */
    TLS,
    /** Datagrams of whole lines. What the network drops is lost silently. */
    UDP,
    /**
     * A stream over a Unix socket; lines end with a newline. Like {@link #TCP}, on one machine. With {@link
     * Dialect#DOGSTATSD} lines are sent in frames, as the Datadog agent expects.
     */
    UNIX,
    /**
     * Datagrams of whole lines to a Unix socket, as the Datadog agent reads them. Needs the module {@code
     * sprockets-statsd-unixgram}. What the server has not read when it dies is lost; while it is slow, lines wait.
     */
    UNIX_DATAGRAM;

    /** Whether each connection is one stream of bytes. */
    public boolean isStream() {
        return this == TCP || this == TLS || this == UNIX;
    }

    /** Whether the server has a path instead of a host and port. */
    public boolean isUnix() {
        return this == UNIX || this == UNIX_DATAGRAM;
    }
}
