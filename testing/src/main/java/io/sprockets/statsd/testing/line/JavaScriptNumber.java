package io.sprockets.statsd.testing.line;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** Numbers as {@code Number(text)} of JavaScript reads them, which is how statsd 0.9 reads its values and rates. */
final class JavaScriptNumber {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final Pattern INFINITY = Pattern.compile("[+-]?Infinity");
    private static final Pattern RADIX = Pattern.compile("0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+");
    private static final String ALSO_SPACE = "\u00A0\uFEFF\u2028\u2029\u000B"; // beside Unicode's space separators

    private JavaScriptNumber() {}

    /** The number; NaN when it is none. Blank text is 0. */
    static double parse(String text) {
        String number = trimmed(text);
        if (number.isEmpty()) {
            return 0;
        }
        if (DECIMAL.matcher(number).matches()) {
            return Double.parseDouble(number);
        }
        if (INFINITY.matcher(number).matches()) {
            return number.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (RADIX.matcher(number).matches()) {
            int radix = switch (number.charAt(1)) {
                case 'x', 'X' -> 16;
                case 'o', 'O' -> 8;
                default -> 2;
            };
            return new BigInteger(number.substring(2), radix).doubleValue();
        }
        return Double.NaN;
    }

    /** The text without white space at both ends. */
    static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    static boolean isSpace(char c) {
        return (c >= '\t' && c <= '\r')
                || Character.getType(c) == Character.SPACE_SEPARATOR
                || ALSO_SPACE.indexOf(c) >= 0;
    }
}
