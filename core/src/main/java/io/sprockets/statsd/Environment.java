package io.sprockets.statsd;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The variables of sprockets-statsd: {@code STATSD_HOST}, {@code STATSD_PORT}, {@code STATSD_PREFIX},
 * {@code STATSD_PROTOCOL}, {@code STATSD_ENABLED}. What is not set stays as it is. Those of {@link AgentEnvironment} are
 * read when the dialect is known.
 */
final class Environment {
    private static final Set<String> TRUE = Set.of("on", "t", "true", "yes");

    private Environment() {}

    static void read(Map<String, String> variables, ConnectorSettings settings) {
        settings.environment = Map.copyOf(variables);
        settings.enabled = isTrue(variables.getOrDefault("STATSD_ENABLED", "yes"));
        settings.prefix = variables.getOrDefault("STATSD_PREFIX", settings.prefix);
        String host = variables.get("STATSD_HOST");
        settings.hosts = host == null ? List.of() : List.of(host.split(",", -1));
        String port = variables.get("STATSD_PORT");
        if (port != null) {
            settings.port = port("STATSD_PORT", port);
        }
        String protocol = variables.get("STATSD_PROTOCOL");
        if (protocol != null) {
            set(protocol(protocol), settings);
        }
    }

    private static void set(Protocol protocol, ConnectorSettings settings) {
        settings.protocol = protocol;
        if (protocol.isUnix() && !settings.hosts.isEmpty()) {
            settings.unixSocket = Path.of(String.join(",", settings.hosts));
        }
    }

    /** A number other than zero, or on, t, true or yes in any case. */
    static boolean isTrue(String value) {
        String word = value.strip().toLowerCase(Locale.ROOT);
        return TRUE.contains(word) || (word.matches("[+-]?[0-9]+") && new BigInteger(word).signum() != 0);
    }

    static int port(String variable, String value) {
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(variable + " is " + value + ", expected 1 to 65535", e);
        }
    }

    private static Protocol protocol(String value) {
        String name = value.strip().toUpperCase(Locale.ROOT);
        try {
            return name.equals("UNIXGRAM") ? Protocol.UNIX_DATAGRAM : Protocol.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "STATSD_PROTOCOL is " + value + ", expected tcp, udp, unix or unixgram", e);
        }
    }
}
