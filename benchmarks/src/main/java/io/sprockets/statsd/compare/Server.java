package io.sprockets.statsd.compare;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/** Where the sink listens for one route. The port is that of the route, the socket is for {@link Route#UNIX} only. */
record Server(Route route, int port, Path socket) {
    static final String HOST = "127.0.0.1";

    SocketAddress address() {
        return route == Route.UNIX
                ? UnixDomainSocketAddress.of(socket)
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
