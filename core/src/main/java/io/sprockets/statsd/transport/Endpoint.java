package io.sprockets.statsd.transport;

import java.net.SocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Where a server can be reached: one address after the other. One thread uses it. */
interface Endpoint {
    /**
     * The next address to try.
     *
     * @return null while it is being looked up
     * @throws UnknownHostException if a name has none; the next call goes on with the next name, or looks again
     */
    @Nullable
    SocketAddress next(long now) throws UnknownHostException;

    /** Says that the address given last is the one in use. */
    void settled();

    /**
     * The address in use, or else the one given last.
     *
     * @throws UnknownHostException if none was ever given
     */
    SocketAddress used() throws UnknownHostException;

    /** Whether {@link #next} has more to give before it looks up again what it has looked up already. */
    boolean hasMore();

    /**
     * Whether it is time to go on with {@link #next}, which then begins with the address given last if that is still
     * valid.
     */
    boolean isStale(long now);
}
