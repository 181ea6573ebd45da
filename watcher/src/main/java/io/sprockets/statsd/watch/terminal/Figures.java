package io.sprockets.statsd.watch.terminal;

import io.sprockets.statsd.watch.store.Curve;
import java.util.Locale;

/** Numbers as people read them: three digits that matter, and a letter for the thousands. Free of state. */
final class Figures {
    private static final String[] THOUSANDS = {"", "k", "M", "G", "T", "P"};
    private static final String[] BARS = {"\u2581", "\u2582", "\u2583", "\u2584", "\u2585", "\u2586", "\u2587", "\u2588"
    };

    private Figures() {}

    /** At most 6 characters, such as 0.25, 12.3, 456, 7.89k; a dash for what is no number. */
    static String shortened(double number) {
        if (!Double.isFinite(number)) {
            return "-";
        }
        double size = Math.abs(number);
        if (size != 0 && size < 0.001) {
            return String.format(Locale.ROOT, "%.0e", number);
        }
        int thousands = 0;
        while (size >= 999.5 && thousands < THOUSANDS.length - 1) {
            size /= 1_000;
            thousands++;
        }
        String digits = digits(size, thousands > 0 || number != Math.rint(number));
        return (number < 0 ? "-" : "") + digits + THOUSANDS[thousands];
    }

    private static String digits(double size, boolean fraction) {
        String format = !fraction || size >= 99.95 ? "%.0f" : size >= 9.995 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, size);
    }

    /** A whole number with separators. */
    static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Eight heights of a bar, from nothing to the greatest of the numbers. */
    static String bars(Curve numbers) {
        double greatest = 0;
        for (int i = 0; i < numbers.size(); i++) {
            greatest = Math.max(greatest, Float.isFinite(numbers.at(i)) ? numbers.at(i) : 0);
        }
        StringBuilder bars = new StringBuilder();
        for (int i = 0; i < numbers.size(); i++) {
            double number = numbers.at(i);
            int height = greatest > 0 && number > 0 ? (int) Math.ceil(number / greatest * BARS.length) : 0;
            bars.append(height == 0 ? " " : BARS[Math.min(height, BARS.length) - 1]);
        }
        return bars.toString();
    }
}
