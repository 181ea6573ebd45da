package io.sprockets.statsd;

import io.sprockets.statsd.transport.SelectorTransport;
import io.sprockets.statsd.transport.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which server, and how lines reach it. Immutable.
 *
 * @param host a name or an address; not needed for a Unix socket
 * @param socket the path of a Unix socket; needed for nothing else
 */
record Server(
        Protocol protocol,
        @Nullable String host,
        int port,
        @Nullable Path socket) {
    static final int USUAL_PORT = 8125;

    /** @throws IllegalArgumentException naming the setting and its value */
    void check() {
        if (protocol == Protocol.UNIX) {
            ConnectorSettings.check(socket != null, "unixSocket", socket, "the path of a socket");
        } else {
            ConnectorSettings.check(host != null && !host.isBlank(), "host", host, "a name or an address");
            ConnectorSettings.check(port >= 1 && port <= 65_535, "port", port, "1 to 65535");
        }
    }

    Supplier<Transport> transports(int packetBytes, Duration resolveEvery) {
        String name = host == null ? "" : host;
        Path path = socket == null ? Path.of("") : socket;
        return switch (protocol) {
            case TCP -> () -> SelectorTransport.tcp(name, port);
            case UDP -> () -> SelectorTransport.udp(name, port, packetBytes, resolveEvery);
            case UNIX -> () -> SelectorTransport.unix(path);
        };
    }
}
