package io.sprockets.statsd.line;

/** What every StatsD server reads as a number: digits, perhaps with a sign before and a point between. */
public final class PlainNumber {
    private PlainNumber() {}

    /** Whether a text is such a number. */
    public static boolean matches(String text) {
        int digits = 0;
        int points = 0;
        for (int i = startsWithSign(text) ? 1 : 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                points++;
            } else if (c >= '0' && c <= '9') {
                digits++;
            } else {
                return false;
            }
        }
        return digits > 0 && points <= 1;
    }

    private static boolean startsWithSign(String text) {
        return text.startsWith("-") || text.startsWith("+");
    }
}
