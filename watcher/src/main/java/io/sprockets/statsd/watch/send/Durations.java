package io.sprockets.statsd.watch.send;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them on a command line. Free of state. */
public final class Durations {
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,40}(?:\\.[0-9]{1,40})?)(ns|us|ms|s|m|h)?");

    private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE); // nanoseconds

    private Durations() {}

    /**
     * Reads a number of seconds, or one with a unit: {@code 12.3}, {@code 12.3s}, {@code 250ms}, {@code 2m}.
     *
     * @throws IllegalArgumentException if it is none, or longer than 292 years
     */
    public static Duration parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text + " is not a duration, such as 12.3, 12.3s, 250ms or 2m");
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        long nanos = switch (unit) {
            case "ns" -> 1;
            case "us" -> 1_000;
            case "ms" -> 1_000_000;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 1_000_000_000;
        };
        BigDecimal all = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(nanos));
        if (all.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(text + " is too long; 292 years are the most");
        }
        return Duration.ofNanos(all.longValue());
    }
}
