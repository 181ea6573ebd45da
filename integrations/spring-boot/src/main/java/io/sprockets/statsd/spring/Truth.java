package io.sprockets.statsd.spring;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;

/** What sprockets-statsd takes for true, which is more than Spring does: "t"; and less: "1.0". */
final class Truth {
    private static final Set<String> TRUE = Set.of("on", "t", "true", "yes");

    private Truth() {}

    /** A number other than zero, or on, t, true or yes in any case. */
    static boolean of(String value) {
        String word = value.strip().toLowerCase(Locale.ROOT);
        return TRUE.contains(word) || (word.matches("[+-]?[0-9]+") && new BigInteger(word).signum() != 0);
    }
}
