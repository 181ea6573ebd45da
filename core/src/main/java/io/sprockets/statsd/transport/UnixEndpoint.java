package io.sprockets.statsd.transport;

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/** The path of a Unix socket. */
record UnixEndpoint(Path path) implements Endpoint {
    @Override
    public SocketAddress next(long now) {
        return used();
    }

    @Override
    public void settled() {}

    @Override
    public SocketAddress used() {
        return UnixDomainSocketAddress.of(path);
    }

    @Override
    public boolean hasMore() {
        return false;
    }

    @Override
    public boolean isStale(long now) {
        return false;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
