package io.sprockets.statsd;

/** Why a recorded metric was not sent. */
public enum DropReason {
    /** The queue between callers and sender was full; or the metric cannot be merged, and the backlog was full. */
    QUEUE_FULL,
    /**
     * The line, including its newline, is longer than {@code packetBytes} or {@code queueBytes}. The default of {@code
     * packetBytes} over a stream is 4096 (8192 for the Datadog agent).
     */
    TOO_LONG,
    /**
     * There was no name, or no value that a server could read: null, empty, NaN, infinite, a negative duration,
     * histogram or distribution value, or an injected value that is not a number where its type needs one. Or the line
     * began with a name that the Datadog agent would take for an event.
     */
    INVALID,
    /** The dialect has no such metric. */
    UNSUPPORTED,
    /**
     * Metrics were being folded, the server accepted nothing, the backlog was full, and the metric needed a series
     * beyond {@code maxSeries} or memory beyond {@code foldBytes}.
     */
    TOO_MANY_SERIES,
    /** The kernel refused the packet for good. */
    SEND_FAILED,
    /** The sender had the metric in hand when an unexpected failure occurred, such as a full heap. */
    FAILED,
    /** The connector was stopped before the call, or before the metric could be sent. */
    CLOSED
}
