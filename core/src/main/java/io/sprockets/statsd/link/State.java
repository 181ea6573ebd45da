package io.sprockets.statsd.link;

/**
 * What a connection is doing. Every state ends by an event, or else by its deadline.
 *
 * <pre>{@code
 * RESOLVING -> CONNECTING -> SETTLING -> OPEN -> QUIET -> HALF_CLOSED -> DOUBTFUL -> CLOSED
 *                               |         |
 *                               +-> ENDED <-+ (and back to OPEN, if the server still reads)
 * }</pre>
 *
 * From each of them a failure leads to CLOSED.
 */
enum State {
    /** The server's name is being looked up. */
    RESOLVING,
    /** The system is connecting. */
    CONNECTING,
    /**
     * Connected, but the server may be about to refuse it. A stream carries nothing until it has stood for a moment;
     * over UDP one datagram goes ahead, since nothing else can show whether anybody is there.
     */
    SETTLING,
    /** Lines may be sent. */
    OPEN,
    /** The server has ended its side without being asked to; whether it still reads is to be seen. */
    ENDED,
    /** Nothing is sent, so that an end that crossed the last lines is seen before the half-close. */
    QUIET,
    /** The server was told that nothing more will come; a server that has read everything answers with its own end. */
    HALF_CLOSED,
    /** The server has answered, but if it is dying, the connection that follows will end too. */
    DOUBTFUL,
    /** It is over. */
    CLOSED
}
