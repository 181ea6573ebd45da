package io.sprockets.statsd.settings;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Refuses values that cannot work, naming the setting, its value, and what is expected instead. */
public final class Checks {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Checks() {}

    /** Checks a value. */
    public static void that(boolean good, String setting, @Nullable Object value, String expected) {
        if (!good) {
            throw new IllegalArgumentException(setting + " is " + value + ", expected " + expected);
        }
    }

    /** The value, which has to be there. */
    public static <T> T present(String setting, @Nullable T value, String expected) {
        that(value != null, setting, value, expected);
        return requireNonNull(value);
    }

    /** Checks that it is above zero, and short enough to be counted in nanoseconds. */
    public static Duration time(String setting, Object value, @Nullable Duration time) {
        that(isTime(requireNonNull(time, setting)), setting, value, "a duration above zero, at most " + LONGEST);
        return time;
    }

    /** Whether it is above zero, and short enough to be counted in nanoseconds. */
    public static boolean isTime(Duration value) {
        return !value.isNegative() && !value.isZero() && value.compareTo(LONGEST) <= 0;
    }
}
