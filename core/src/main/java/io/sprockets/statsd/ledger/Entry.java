package io.sprockets.statsd.ledger;

/** What the ledger counts beside drops, in metrics where not said otherwise. */
public enum Entry {
    /** Handed to the kernel; goes down when lines have to be sent again. */
    SENT,
    /** Merged into others; goes down when what was merged is dropped. */
    FOLDED,
    /** Known to have been read by the server. */
    CONFIRMED,
    /** Sent again because the server may not have read them. */
    REPLAYED,
    /** Connections that were established. */
    CONNECTS,
    /** Bytes handed to the kernel, those sent again included. */
    BYTES
}
