package io.sprockets.statsd;

/** Why a recorded metric was not sent. */
public enum DropReason {
    /** The queue between the callers and the sender was full; or it cannot be merged, and the backlog was full. */
    QUEUE_FULL,
    /**
     * The line would not fit into a packet: more than {@code packetBytes}, which is 4096 bytes over a stream if it is
     * not set (8192 for the Datadog agent), or more than {@code queueBytes}, newline included.
     */
    TOO_LONG,
    /**
     * There was no name, or no value that a server could read: null, empty, NaN, infinite, a negative duration,
     * histogram or distribution value, an injected value that is no number where its type needs one. Or the Datadog
     * agent would take the name, with which its line begins, for an event.
     */
    INVALID,
    /** The server's dialect has no such metric. */
    UNSUPPORTED,
    /**
     * While metrics were folded, no server took them and the backlog was full, more series were in use than
     * {@code maxSeries}, or more memory than {@code foldBytes}.
     */
    TOO_MANY_SERIES,
    /** The kernel refused the packet for good. */
    SEND_FAILED,
    /** The sender had it in hand when something went wrong that nobody foresaw, such as a heap that is full. */
    FAILED,
    /** The connector was stopped: before the call, or before what waited could be sent. */
    CLOSED
}
