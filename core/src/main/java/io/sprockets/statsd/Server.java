package io.sprockets.statsd;

import io.sprockets.statsd.transport.SelectorTransport;
import io.sprockets.statsd.transport.Transport;
import io.sprockets.statsd.transport.UnixDatagramProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which server, and how lines reach it. Immutable.
 *
 * @param hosts names or addresses, one of which is used; not needed for a Unix socket
 * @param socket the path of a Unix socket; needed for nothing else
 */
record Server(
        Protocol protocol,
        List<String> hosts,
        int port,
        @Nullable Path socket) {
    static final int USUAL_PORT = 8125;

    /** @throws IllegalArgumentException naming the setting and its value */
    void check() {
        if (protocol.isUnix()) {
            Checks.that(socket != null, "unixSocket", socket, "the path of a socket");
            Checks.that(
                    protocol == Protocol.UNIX || UnixDatagramProvider.isThere(),
                    "protocol",
                    protocol,
                    "the module sprockets-statsd-unixgram beside this one, on a system that it supports");
        } else {
            Checks.that(!hosts.isEmpty(), "host", null, "a name or an address");
            hosts.forEach(host -> Checks.that(!host.isBlank(), "host", host, "a name or an address"));
            Checks.that(port >= 1 && port <= 65_535, "port", port, "1 to 65535");
        }
    }

    /**
     * How to reach it.
     *
     * @param framed whether it reads frames from a Unix stream socket, as the Datadog agent does
     */
    Supplier<Transport> transports(boolean framed, int packetBytes, Duration resolveEvery) {
        Path path = socket == null ? Path.of("") : socket;
        return switch (protocol) {
            case TCP -> () -> SelectorTransport.tcp(hosts, port);
            case UDP -> () -> SelectorTransport.udp(hosts, port, packetBytes, resolveEvery);
            case UNIX -> framed ? () -> SelectorTransport.unixFramed(path) : () -> SelectorTransport.unix(path);
            case UNIX_DATAGRAM -> () -> SelectorTransport.unixDatagram(path, packetBytes);
        };
    }
}
