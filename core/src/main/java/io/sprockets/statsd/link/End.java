package io.sprockets.statsd.link;

/** What is known when nothing more is to be sent. */
public enum End {
    /** The server may still answer. */
    PENDING,
    /** The server has read everything. */
    READ,
    /** Nothing can be known. */
    UNKNOWN
}
