package io.sprockets.statsd;

/** How lines reach the server. */
public enum Protocol {
    /** One connection, lines end with a newline. Survives restarts of the server with at most the lines in flight lost. */
    TCP,
    /** Datagrams of whole lines. What the network drops is lost without a trace. */
    UDP,
    /**
     * A stream over a Unix socket, lines end with a newline. As {@link #TCP}, on one machine. With {@link Dialect#DOGSTATSD}
     * lines travel in frames, as the Datadog agent wants it.
     */
    UNIX
}
