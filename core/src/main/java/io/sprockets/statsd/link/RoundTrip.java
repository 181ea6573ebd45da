package io.sprockets.statsd.link;

import io.sprockets.statsd.transport.Connection;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * How long it takes to the peer and back: as long as its system took to answer the attempt to connect. A TLS handshake
 * does not count, since most of it is arithmetic. Only the sender thread uses it.
 */
final class RoundTrip {
    private static final long UNKNOWN = -1;

    private long nanos = UNKNOWN;

    /** Looks whether the peer has answered by now, this many nanoseconds after the attempt was begun. */
    void watch(Connection connection, long elapsed) throws IOException {
        if (nanos == UNKNOWN && connection.isReached()) {
            nanos = elapsed;
        }
    }

    /** That the connection was not established in time: by a peer that has answered, or by nobody. */
    IOException timeout(Duration patience) {
        return new SocketTimeoutException(
                nanos == UNKNOWN
                        ? "no connection within " + patience
                        : "connected, but no TLS handshake within " + patience + "; does this port speak TLS?");
    }

    /** Nanoseconds in which an answer comes: two round trips, but at least this long. */
    long patience(long least) {
        return Math.max(least, 2 * nanos);
    }
}
