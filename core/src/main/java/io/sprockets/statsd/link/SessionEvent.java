package io.sprockets.statsd.link;

/** What the peer or the clock has brought to a connection. */
enum SessionEvent {
    NONE,
    /** Lines may be sent from now on. */
    OPENED,
    /** The server has ended its side and still reads, so it will never answer. */
    DEAFENED,
    /** It was quiet for long enough to be half-closed. */
    QUIETED,
    /** The server has ended it, as it was asked to. */
    ANSWERED,
    /** The server has not answered. */
    SILENT,
    /** Nothing speaks against the answer. */
    BELIEVED
}
