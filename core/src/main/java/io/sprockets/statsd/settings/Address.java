package io.sprockets.statsd.settings;

import io.sprockets.statsd.Protocol;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is, all checked.
 *
 * @param hosts empty for a Unix socket
 * @param socket null for hosts
 */
public record Address(
        Protocol protocol,
        List<String> hosts,
        int port,
        @Nullable Path socket) {
    public static final int DEFAULT_PORT = 8125;

    /**
     * Hosts, all on one port.
     *
     * @param setting that has the hosts, for messages
     * @throws IllegalArgumentException if there can be no such server
     */
    public static Address hosts(Protocol protocol, String setting, List<String> hosts, int port) {
        Checks.that(!protocol.isUnix(), "protocol", protocol, "TCP, TLS or UDP for a host");
        Checks.that(!hosts.isEmpty(), setting, null, "a name or an address");
        List<String> checked = hosts.stream()
                .map(host -> HostName.checked(setting, host))
                .distinct()
                .toList();
        return new Address(protocol, checked, Words.checkedPort("port", port), null);
    }

    /**
     * A Unix socket.
     *
     * @param setting that has the path, for messages
     * @throws IllegalArgumentException if there can be no such socket
     */
    public static Address socket(Protocol protocol, String setting, Path socket) {
        Checks.that(protocol.isUnix(), "protocol", protocol, "UNIX or UNIX_DATAGRAM for a path");
        Path checked = SocketPath.checked(setting, socket, protocol.isStream());
        return new Address(protocol, List.of(), DEFAULT_PORT, checked);
    }

    @Override
    public String toString() {
        String scheme = ProtocolWord.of(protocol) + "://";
        return socket != null ? scheme + socket : scheme + String.join(",", hosts) + ":" + port;
    }
}
