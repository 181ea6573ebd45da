package io.sprockets.statsd.link;

/**
 * What a connection is doing. Every state ends by an event, or else at its deadline.
 *
 * <pre>{@code
 * RESOLVING -> CONNECTING -> SETTLING -> OPEN -> ARRIVING -> QUIET -> HALF_CLOSED -> DOUBTFUL -> CLOSED
 *                               |         |
 *                               +-> ENDED <-+ (and back to OPEN, if the server still reads)
 * }</pre>
 *
 * From each of them a failure leads to CLOSED.
 *
 * <pre>{@code
 * state        ends when                          else at its deadline    which is
 * RESOLVING    addresses are known                it has failed           Transport.LOOKUP_PATIENCE
 * CONNECTING   the system has connected           it has failed           connectTimeout
 * SETTLING     the server ends it: failed         it is open              SETTLE or twice the round trip; UDP: Proof
 * OPEN         it is replaced, or broken          it has failed           writeTimeout, while lines wait
 * ENDED        a reset comes: it has failed       the server still reads  RESET or twice the round trip; three times
 * ARRIVING     the server's system has all lines  it is quiet all the same writeTimeout
 * QUIET        the server ends it: failed         it is half-closed       SETTLE, or twice the round trip
 * HALF_CLOSED  the server ends it: answered       the server is silent    writeTimeout; ANSWER if it decides nothing
 * DOUBTFUL     the next connection ends: lost     the answer is believed  DOUBT, or as long as the answer took
 * }</pre>
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
    /** Nothing is sent until the server's system has all lines, since an end that crosses them would be no answer. */
    ARRIVING,
    /** Nothing is sent, so that an end that crossed the last lines is seen before the half-close. */
    QUIET,
    /** Half-closed by us; a server that has read everything answers with a FIN. */
    HALF_CLOSED,
    /** The server has answered, but if it is dying, the connection that follows will end too. */
    DOUBTFUL,
    /** It is over. */
    CLOSED;

    /** Nanoseconds in which a peer nearby that accepts and hangs up, as a balancer without a server does, shows it. */
    static final long SETTLE = 10_000_000;

    /** Nanoseconds between two looks at whether all lines have arrived. */
    static final long LOOK = 5_000_000;

    /** Nanoseconds for an answer that decides nothing: it only keeps the order of lines across two connections. */
    static final long ANSWER = 1_000_000_000;

    /** Nanoseconds in which a server that is ending ends its other connections too. */
    static final long DOUBT = 50_000_000;

    /** Nanoseconds in which a server that has closed a connection answers an empty line with a reset. */
    static final long RESET = 50_000_000;

    /** Nanoseconds without a byte taken after which the server is not keeping up. */
    static final long STALL = 250_000_000;
}
