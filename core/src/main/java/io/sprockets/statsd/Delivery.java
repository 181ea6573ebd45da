package io.sprockets.statsd;

/** What the connector does about lines that a server may not have read when a connection breaks. */
public enum Delivery {
    /** Nothing: a line is sent once. When a server dies, the lines in flight are lost. */
    AT_MOST_ONCE,
    /**
     * Lines are kept until the server has confirmed that it read them, and sent again otherwise, so the last ones before a
     * break may arrive twice. Only over {@link Protocol#TCP} and {@link Protocol#UNIX}.
     */
    CONFIRMED
}
