package io.sprockets.statsd.vertx;

import io.sprockets.statsd.Origin;
import io.sprockets.statsd.ServerAddress;
import io.sprockets.statsd.StatsdConnector;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@link StatsdApplication} reads from a verticle's config and from the environment.
 *
 * @param server null if the connector is disabled
 * @param prefix empty if there is none
 * @param origin whether it is detected
 */
record StatsdSettings(
        @Nullable ServerAddress server,
        String prefix,
        boolean origin,
        Duration reconnectTimeout,
        Duration waitTimeout) {
    private static final Set<String> KEYS = Set.of(
            "enabled",
            "host",
            "port",
            "prefix",
            "protocol",
            "origin",
            "reconnect_timeout",
            "reconnect_sleep",
            "wait_timeout");
    private static final List<String> SERVER = List.of("host", "port", "protocol");
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
    private static final BigDecimal MOST_SECONDS = new BigDecimal(3_153_600_000L); // 36,500 days

    /**
     * Reads the settings; of a connector that is disabled nothing else is looked at.
     *
     * @throws IllegalArgumentException if one of them is wrong or missing; the message names it
     */
    static StatsdSettings read(JsonObject config, Map<String, String> variables) {
        Reader reader = new Reader(config, statsd(config), variables);
        if (!reader.isEnabled()) {
            return new StatsdSettings(null, "", false, Duration.ZERO, Duration.ZERO);
        }
        reader.checkKeys();
        return new StatsdSettings(
                reader.server(),
                reader.prefix(),
                reader.isOriginDetected(),
                reader.seconds("reconnect_timeout", "reconnect_sleep", "1.0"),
                reader.seconds("wait_timeout", "wait_timeout", "0.1"));
    }

    boolean enabled() {
        return server != null;
    }

    /** A builder that has these settings. */
    StatsdConnector.Builder connector() {
        if (server == null) {
            return StatsdConnector.builder().enabled(false);
        }
        Duration longest = reconnectTimeout.compareTo(LONGEST_BACKOFF) > 0 ? reconnectTimeout : LONGEST_BACKOFF;
        return StatsdConnector.builder()
                .server(server)
                .prefix(prefix)
                .origin(origin ? Origin.detected() : Origin.NONE)
                .reconnectBackoff(reconnectTimeout, longest);
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

    /** Looks each setting up in the config first, then among the variables; what is blank is not set. */
    private record Reader(JsonObject config, JsonObject statsd, Map<String, String> variables) {
        boolean isEnabled() {
            String enabled = word("enabled");
            return enabled == null || ServerAddress.isTrue(enabled);
        }

        void checkKeys() {
            for (String key : statsd.fieldNames()) {
                if (!KEYS.contains(key)) {
                    throw wrong("statsd." + key + " is not a setting");
                }
            }
        }

        ServerAddress server() {
            if (word("host") == null) {
                throw wrong(
                        "statsd.host is not set: set STATSD_HOST or configure statsd.host, or disable statsd.enabled");
            }
            Map<String, String> words = new HashMap<>();
            for (String key : SERVER) {
                String word = word(key);
                if (word != null) {
                    words.put(variable(key), word);
                }
            }
            try {
                return ServerAddress.fromEnvironment(words, this::name);
            } catch (IllegalArgumentException e) {
                throw wrong(String.valueOf(e.getMessage()));
            }
        }

        String prefix() {
            if (statsd.containsKey("prefix")) {
                Object prefix = statsd.getValue("prefix");
                return prefix == null ? "" : prefix.toString();
            }
            String variable = variables.getOrDefault("STATSD_PREFIX", "").strip();
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

        boolean isOriginDetected() {
            String word = word("origin");
            if (word == null || word.equalsIgnoreCase("none")) {
                return false;
            }
            if (word.equalsIgnoreCase("detected")) {
                return true;
            }
            throw wrong(name(variable("origin")) + " is " + word + ", expected detected or none");
        }

        /** A number of seconds, by its own name or else by the other. */
        Duration seconds(String key, String other, String otherwise) {
            String written = word(key) == null && word(other) != null ? other : key;
            String word = word(written);
            try {
                BigDecimal seconds = new BigDecimal(word == null ? otherwise : word);
                if (seconds.signum() > 0 && seconds.compareTo(MOST_SECONDS) <= 0) {
                    return Duration.ofNanos(
                            seconds.movePointRight(9).max(BigDecimal.ONE).longValue());
                }
            } catch (NumberFormatException e) {
                // as wrong as a number out of range
            }
            throw wrong(name(variable(written)) + " is " + word + ", expected more than 0 seconds");
        }

        private @Nullable String word(String key) {
            Object value = statsd.getValue(key);
            String word = value == null ? variables.get(variable(key)) : text(value);
            return word == null || word.isBlank() ? null : word.strip();
        }

        /** JSON has one kind of number, so 8125.0 is a port, and 0.5 is as little as 0 where an integer is wanted. */
        private static String text(Object value) {
            return value instanceof Double number && number == Math.rint(number)
                    ? Long.toString(number.longValue())
                    : value.toString();
        }

        /** The setting of a variable as its author knows it. */
        private String name(String variable) {
            String key = variable.substring("STATSD_".length()).toLowerCase(Locale.ROOT);
            return statsd.getValue(key) == null ? variable : "statsd." + key;
        }

        private static String variable(String key) {
            return "STATSD_" + key.toUpperCase(Locale.ROOT);
        }
    }
}
