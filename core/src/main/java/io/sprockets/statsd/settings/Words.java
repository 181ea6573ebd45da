package io.sprockets.statsd.settings;

import io.sprockets.statsd.sender.Loggers;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Settings as text, by the names of variables. White space around a value is trimmed, and a blank value is not set.
 * Immutable.
 *
 * @param words by variable
 * @param names what messages call a variable: its own name, or that of the property or key it came from
 * @param areRead whether they are to be read at all
 */
public record Words(Map<String, String> words, UnaryOperator<String> names, boolean areRead) {
    /** Nothing was said. */
    public static final Words NONE = new Words(Map.of(), UnaryOperator.identity(), false);

    private static final Logger LOGGER = Loggers.named(Words.class.getName());
    private static final Set<String> TRUE = Set.of("on", "t", "true", "yes");
    private static final Pattern SERVICE_LINK = Pattern.compile("[a-z]+://.*");
    private static final int LARGEST_PORT = 65_535;

    /** The variables of an environment. */
    public static Words of(Map<String, String> variables) {
        return of(variables, UnaryOperator.identity());
    }

    /** Variables, or the settings that replace them under other names. */
    public static Words of(Map<String, String> variables, UnaryOperator<String> names) {
        return new Words(Map.copyOf(variables), names, true);
    }

    /** The word for it; null if it is not set. */
    public @Nullable String get(String variable) {
        String word = words.get(variable);
        return word == null || word.isBlank() ? null : word.strip();
    }

    /** What messages call a variable. */
    public String name(String variable) {
        return names.apply(variable);
    }

    /** A number other than zero, or on, t, true or yes in any case. */
    public static boolean isTrue(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return TRUE.contains(word) || (word.matches("[+-]?[0-9]+") && new BigInteger(word).signum() != 0);
    }

    /**
     * A port; null if it is not set. Kubernetes sets {@code STATSD_PORT=tcp://10.0.0.7:8125} in each pod beside a
     * service named {@code statsd}. It is not meant for us, so it counts as not set.
     *
     * @throws IllegalArgumentException if it is no port
     */
    public @Nullable Integer port(String variable) {
        String word = get(variable);
        if (word == null) {
            return null;
        }
        if (SERVICE_LINK.matcher(word).matches()) {
            Loggers.say(() -> LOGGER.info(
                    "{}={} is ignored: Kubernetes sets it for a service, and it is not a port", name(variable), word));
            return null;
        }
        return port(name(variable), word);
    }

    private static int port(String name, String word) {
        try {
            return checkedPort(name, Integer.parseInt(word));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is " + word + ", expected 1 to " + LARGEST_PORT, e);
        }
    }

    /**
     * The port itself.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public static int checkedPort(String name, int port) {
        Checks.that(port >= 1 && port <= LARGEST_PORT, name, port, "1 to " + LARGEST_PORT);
        return port;
    }
}
