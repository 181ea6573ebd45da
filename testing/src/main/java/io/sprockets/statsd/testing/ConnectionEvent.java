package io.sprockets.statsd.testing;

/**
 * An event of a TCP or Unix connection. Each connection begins with OPENED and ends with one CLOSED or RESET; a
 * connection that was accepted and closed at once has only REFUSED. A connect to a closed port never reaches the server
 * and leaves no event.
 *
 * @param kind what happened
 * @param transport how the client was connected
 * @param connection number of the connection, from 1 in order of arrival; a server never reuses one
 * @param byClient whether the client caused it, otherwise the server
 */
public record ConnectionEvent(Kind kind, Transport transport, long connection, boolean byClient) {

    /** The kinds of events. */
    public enum Kind {
        /** The server accepted it. */
        OPENED,
        /** The server accepted and closed it at once, see {@link StatsdServer#acceptAndClose()}. */
        REFUSED,
        /** The server half-closed the connection and keeps reading, see {@link StatsdServer#halfClose()}. */
        HALF_CLOSED,
        /** By the client: the server read to the end and closed. By the server: it closed while the client had not. */
        CLOSED,
        /** By the client: reading failed. By the server: see {@link StatsdServer#reset()}. */
        RESET
    }
}
