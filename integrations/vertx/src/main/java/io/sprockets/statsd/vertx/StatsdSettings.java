package io.sprockets.statsd.vertx;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@link StatsdApplication} reads from a verticle's config and from the environment.
 *
 * @param host null if there is none
 * @param prefix empty if there is none
 */
record StatsdSettings(
        boolean enabled,
        @Nullable String host,
        int port,
        String prefix,
        Protocol protocol,
        Duration reconnectTimeout,
        Duration waitTimeout) {
    private static final Set<String> KEYS = Set.of(
            "enabled", "host", "port", "prefix", "protocol", "reconnect_timeout", "reconnect_sleep", "wait_timeout");
    private static final Set<String> TRUE = Set.of("on", "t", "true", "yes");
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
    private static final BigDecimal MOST_SECONDS = new BigDecimal(3_153_600_000L); // 36,500 days

    /**
     * Reads the settings; of a connector that is disabled nothing else is looked at.
     *
     * @throws IllegalArgumentException if one of them is wrong or the prefix is missing; the message names it
     */
    static StatsdSettings read(JsonObject config, Map<String, String> variables) {
        Reader reader = new Reader(config, statsd(config), variables);
        boolean enabled = isTrue(reader.value("enabled", "yes"));
        Object host = reader.orNull("host");
        if (!enabled) {
            String name = host == null ? null : host.toString();
            return new StatsdSettings(false, name, 8125, "", Protocol.TCP, Duration.ZERO, Duration.ZERO);
        }
        reader.checkKeys();
        return new StatsdSettings(
                true,
                host == null ? null : host.toString(),
                reader.port(),
                reader.prefix(),
                reader.protocol(),
                reader.seconds("reconnect_timeout", reader.value("reconnect_sleep", "1.0")),
                reader.seconds("wait_timeout", "0.1"));
    }

    /**
     * A builder that has these settings.
     *
     * @throws IllegalArgumentException if the host is missing
     */
    StatsdConnector.Builder connector() {
        StatsdConnector.Builder builder = StatsdConnector.builder().enabled(enabled);
        if (!enabled) {
            return builder;
        }
        if (host == null || host.isBlank()) {
            throw wrong("statsd.host is not set: set STATSD_HOST or configure statsd.host, or disable statsd.enabled");
        }
        Duration longest = reconnectTimeout.compareTo(LONGEST_BACKOFF) > 0 ? reconnectTimeout : LONGEST_BACKOFF;
        builder.port(port).prefix(prefix).reconnectBackoff(reconnectTimeout, longest);
        return switch (protocol) {
            case TCP, UDP -> builder.host(host).protocol(protocol);
            case UNIX -> builder.unixSocket(Path.of(host));
            case UNIX_DATAGRAM -> builder.unixDatagramSocket(Path.of(host));
        };
    }

    /** An integer other than zero, or on, t, true or yes in any case. */
    private static boolean isTrue(Object value) {
        if (value instanceof Number number) {
            return number.longValue() != 0;
        }
        String word = value.toString().strip().toLowerCase(Locale.ROOT);
        return TRUE.contains(word) || (word.matches("[+-]?[0-9]+") && new BigInteger(word).signum() != 0);
    }

    private static JsonObject statsd(JsonObject config) {
        try {
            JsonObject statsd = config.getJsonObject("statsd");
            return statsd == null ? new JsonObject() : statsd;
        } catch (ClassCastException e) {
            throw wrong("statsd is " + config.getValue("statsd") + ", expected an object");
        }
    }

    private static IllegalArgumentException wrong(String message) {
        return new IllegalArgumentException("statsd configuration error: " + message);
    }

    /** Looks each setting up in the config first, then among the variables. */
    private record Reader(JsonObject config, JsonObject statsd, Map<String, String> variables) {
        Object value(String key, Object otherwise) {
            Object value = orNull(key);
            return value == null ? otherwise : value;
        }

        @Nullable
        Object orNull(String key) {
            Object value = statsd.getValue(key);
            return value == null ? variables.get(variable(key)) : value;
        }

        void checkKeys() {
            for (String key : statsd.fieldNames()) {
                if (!KEYS.contains(key)) {
                    throw wrong("statsd." + key + " is no setting");
                }
            }
        }

        int port() {
            Object value = value("port", "8125");
            try {
                int port = new BigDecimal(value.toString().strip()).intValueExact();
                if (port > 0 && port <= 65535) {
                    return port;
                }
            } catch (ArithmeticException | NumberFormatException e) {
                // as wrong as a number out of range
            }
            throw wrong(name("port") + " is " + value + ", expected 1 to 65535");
        }

        String prefix() {
            if (statsd.containsKey("prefix")) {
                Object prefix = statsd.getValue("prefix");
                return prefix == null ? "" : prefix.toString();
            }
            String variable = variables.getOrDefault("STATSD_PREFIX", "");
            if (!variable.isEmpty()) {
                return variable;
            }
            Object service = config.getValue("service");
            Object environment = config.getValue("environment");
            if (service == null || environment == null) {
                throw wrong(
                        "statsd.prefix is not set: set STATSD_PREFIX or configure statsd.prefix, or both service and"
                                + " environment");
            }
            return "applications." + service + "." + environment;
        }

        Protocol protocol() {
            Object value = value("protocol", "tcp");
            String word = value.toString().strip().toUpperCase(Locale.ROOT);
            try {
                return word.equals("UNIXGRAM") ? Protocol.UNIX_DATAGRAM : Protocol.valueOf(word);
            } catch (IllegalArgumentException e) {
                throw wrong(name("protocol") + " is " + value + ", expected tcp, udp, unix or unixgram");
            }
        }

        Duration seconds(String key, Object otherwise) {
            Object value = statsd.getValue(key, otherwise);
            try {
                BigDecimal seconds = new BigDecimal(String.valueOf(value).strip());
                if (seconds.signum() > 0 && seconds.compareTo(MOST_SECONDS) <= 0) {
                    return Duration.ofNanos(
                            seconds.movePointRight(9).max(BigDecimal.ONE).longValue());
                }
            } catch (NumberFormatException e) {
                // as wrong as a number out of range
            }
            throw wrong("statsd." + key + " is " + value + ", expected more than 0 seconds");
        }

        /** The setting as its author knows it. */
        private String name(String key) {
            return statsd.getValue(key) == null ? variable(key) : "statsd." + key;
        }

        private static String variable(String key) {
            return "STATSD_" + key.toUpperCase(Locale.ROOT);
        }
    }
}
