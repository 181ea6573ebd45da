package io.sprockets.statsd;

import io.sprockets.statsd.settings.Address;
import io.sprockets.statsd.settings.ServerSettings;
import io.sprockets.statsd.settings.Words;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A server's address and protocol: hosts and a port, or the path of a Unix socket. Integrations use it to translate
 * their own settings into a builder's, so that all of them accept the same values. Immutable.
 */
public final class ServerAddress {
    /** The standard port of StatsD servers. */
    public static final int DEFAULT_PORT = Address.DEFAULT_PORT;

    private final Address address;

    private ServerAddress(Address address) {
        this.address = address;
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
        return new ServerAddress(Address.hosts(protocol, "host", hosts, port));
    }

    /**
     * The Unix socket of a server.
     *
     * @param protocol {@link Protocol#UNIX} or {@link Protocol#UNIX_DATAGRAM}
     * @throws IllegalArgumentException if there can be no such socket
     */
    public static ServerAddress of(Protocol protocol, Path socket) {
        return new ServerAddress(Address.socket(protocol, "unixSocket", socket));
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
        return new ServerAddress(new ServerSettings().address(Words.of(variables, names), false));
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
        return address.protocol();
    }

    /** Names or addresses; empty for a Unix socket. */
    public List<String> hosts() {
        return address.hosts();
    }

    /** The port of all hosts. */
    public int port() {
        return address.port();
    }

    /** The path of a Unix socket; null for hosts. */
    public @Nullable Path socket() {
        return address.socket();
    }

    /** The same for the builder. */
    Address address() {
        return address;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServerAddress that && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
