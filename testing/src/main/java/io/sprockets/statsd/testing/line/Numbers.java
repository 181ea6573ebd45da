package io.sprockets.statsd.testing.line;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The numbers of the wire protocol: decimal, with an optional sign, fraction and exponent, and nothing else. */
public final class Numbers {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

    private Numbers() {}

    /**
     * The number, or a complaint that calls it by {@code what}. Refuses what Java alone understands: NaN, hex, "1f".
     */
    static double parse(String text, String what) throws MalformedLine {
        if (text.isEmpty()) {
            throw new MalformedLine("empty " + what);
        }
        if (!DECIMAL.matcher(text).matches()) {
            throw new MalformedLine(what + " '" + text + "' is not a number");
        }
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            throw new MalformedLine(what + " '" + text + "' is too large");
        }
        return number;
    }

    /** A whole number that is not negative; empty when the text is missing, anything else, or above a long. */
    public static OptionalLong seconds(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 18) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return OptionalLong.empty();
            }
            number = number * 10 + (digit - '0');
        }
        return OptionalLong.of(number);
    }
}
