package io.sprockets.statsd;

import io.sprockets.statsd.settings.Checks;
import io.sprockets.statsd.settings.HostName;
import io.sprockets.statsd.settings.ProtocolWord;
import io.sprockets.statsd.settings.ServerSettings;
import io.sprockets.statsd.settings.SocketPath;
import io.sprockets.statsd.settings.Words;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A server's address and protocol: hosts and a port, or the path of a Unix socket. Integrations use it to translate
 * their own settings into a builder's, so that all of them accept the same values. Immutable.
 */
public final class ServerAddress {
    /** The standard port of StatsD servers. */
    public static final int DEFAULT_PORT = 8125;

    private final Protocol protocol;
    private final List<String> hosts;
    private final int port;
    private final @Nullable Path socket;

    private ServerAddress(Protocol protocol, List<String> hosts, int port, @Nullable Path socket) {
        this.protocol = protocol;
        this.hosts = hosts;
        this.port = port;
        this.socket = socket;
    }

    /**
     * One or several servers, of which one is used at a time.
     *
     * @param protocol {@link Protocol#TCP}, {@link Protocol#TLS} or {@link Protocol#UDP}
     * @param hosts names or addresses
     * @param port 1 to 65535
     * @throws IllegalArgumentException if there can be no such server
     */
    public static ServerAddress of(Protocol protocol, List<String> hosts, int port) {
        Checks.that(!protocol.isUnix(), "protocol", protocol, "TCP, TLS or UDP for a host");
        Checks.that(!hosts.isEmpty(), "host", null, "a name or an address");
        List<String> checked = hosts.stream()
                .map(host -> HostName.checked("host", host))
                .distinct()
                .toList();
        return new ServerAddress(protocol, checked, Words.checkedPort("port", port), null);
    }

    /**
     * The Unix socket of a server.
     *
     * @param protocol {@link Protocol#UNIX} or {@link Protocol#UNIX_DATAGRAM}
     * @throws IllegalArgumentException if there can be no such socket
     */
    public static ServerAddress of(Protocol protocol, Path socket) {
        Checks.that(protocol.isUnix(), "protocol", protocol, "UNIX or UNIX_DATAGRAM for a path");
        Path checked = SocketPath.checked("unixSocket", socket, protocol.isStream());
        return new ServerAddress(protocol, List.of(), DEFAULT_PORT, checked);
    }

    /**
     * Reads {@code STATSD_HOST}, {@code STATSD_PORT} and {@code STATSD_PROTOCOL} as {@link
     * StatsdConnector#fromEnvironment()} does.
     *
     * @throws IllegalArgumentException if one is invalid or {@code STATSD_HOST} is missing; the message names it
     */
    public static ServerAddress fromEnvironment(Map<String, String> variables) {
        return fromEnvironment(variables, UnaryOperator.identity());
    }

    /**
     * Like {@link #fromEnvironment(Map)}, for settings with other names.
     *
     * @param names maps the name of a variable to the name of the user's setting, for messages
     */
    public static ServerAddress fromEnvironment(Map<String, String> variables, UnaryOperator<String> names) {
        return new ServerSettings().address(Words.of(variables, names), false);
    }

    /**
     * Whether a setting means true: an integer other than 0, or {@code on}, {@code t}, {@code true}, {@code yes} in any
     * case.
     */
    public static boolean isTrue(String word) {
        return Words.isTrue(word);
    }

    /** How lines reach the server. */
    public Protocol protocol() {
        return protocol;
    }

    /** Names or addresses; empty for a Unix socket. */
    public List<String> hosts() {
        return hosts;
    }

    /** The port of all hosts. */
    public int port() {
        return port;
    }

    /** The path of a Unix socket; null for hosts. */
    public @Nullable Path socket() {
        return socket;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServerAddress that
                && protocol == that.protocol
                && hosts.equals(that.hosts)
                && port == that.port
                && Objects.equals(socket, that.socket);
    }

    @Override
    public int hashCode() {
        return Objects.hash(protocol, hosts, port, socket);
    }

    @Override
    public String toString() {
        String scheme = ProtocolWord.of(protocol) + "://";
        return socket != null ? scheme + socket : scheme + String.join(",", hosts) + ":" + port;
    }
}
