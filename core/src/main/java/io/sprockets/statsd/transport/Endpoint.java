package io.sprockets.statsd.transport;

import java.net.SocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Where a server can be reached: one address after the other. One thread uses it. */
interface Endpoint {
    /**
     * The next address to try.
     *
     * @return null while they are being looked up
     * @throws UnknownHostException if there are none; the next call looks again
     */
    @Nullable
    SocketAddress next() throws UnknownHostException;

    /** Whether the server is no longer at the address given last. It may look that up from time to time. */
    boolean hasMoved(long now);

    /** Whether the last look-up gave more addresses than were tried. */
    boolean hasMore();
}
