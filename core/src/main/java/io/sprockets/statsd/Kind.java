package io.sprockets.statsd;

import io.sprockets.statsd.line.Decimal;
import io.sprockets.statsd.line.LineTemplate;
import io.sprockets.statsd.line.SeriesKey;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One kind of metric in one view: which values it takes and how they are sampled and written. A bound one has its name and
 * takes the empty path. Immutable; any thread may use it.
 */
record Kind(Intake intake, LineTemplate template, Sampling sampling) {
    /** The path of a bound kind. */
    static final String BOUND = "";

    private static final String OPPOSITE_OF_LEAST = "9223372036854775808"; // which is no long
    private static final long MOST_SECONDS = Long.MAX_VALUE / 1_000_000_000;
    private static final int SECONDS_AS_MILLIS = 3; // exponent

    /** @param path clean, and not empty */
    Kind bound(String path) {
        return new Kind(intake, template.bound(path), sampling);
    }

    /** The series of a bound kind. */
    SeriesKey series() {
        return template.series();
    }

    void number(String path, long value) {
        if (sampling.takes()) {
            intake.number(template, path, value, 0);
        }
    }

    /** The opposite of a number. */
    void opposite(String path, long value) {
        if (value == Long.MIN_VALUE) {
            text(path, OPPOSITE_OF_LEAST);
        } else {
            number(path, -value);
        }
    }

    void number(String path, double value) {
        if (!Double.isFinite(value)) {
            intake.drop(DropReason.INVALID);
        } else if (sampling.takes()) {
            intake.number(template, path, Decimal.significand(value), Decimal.exponent(value));
        }
    }

    /** As a number, but not below zero. */
    void magnitude(String path, long value) {
        if (value < 0) {
            intake.drop(DropReason.INVALID);
        } else {
            number(path, value);
        }
    }

    void magnitude(String path, double value) {
        if (value < 0) {
            intake.drop(DropReason.INVALID);
        } else {
            number(path, value);
        }
    }

    void duration(String path, @Nullable Duration duration) {
        if (duration == null || duration.isNegative() || duration.toSeconds() >= MOST_SECONDS) {
            intake.drop(DropReason.INVALID);
        } else {
            nanos(path, duration.toNanos());
        }
    }

    void duration(String path, long amount, @Nullable TimeUnit unit) {
        long nanos = unit == null ? -1 : unit.toNanos(amount);
        if (nanos < 0 || nanos == Long.MAX_VALUE) { // which stands for more
            intake.drop(DropReason.INVALID);
        } else {
            nanos(path, nanos);
        }
    }

    void nanos(String path, long nanos) {
        if (sampling.takes()) {
            intake.number(template, path, nanos, Decimal.NANOS_AS_MILLIS);
        }
    }

    void seconds(String path, double seconds) {
        if (!(seconds >= 0 && seconds <= Double.MAX_VALUE)) { // or NaN
            intake.drop(DropReason.INVALID);
        } else if (sampling.takes()) {
            int exponent = Decimal.exponent(seconds) + SECONDS_AS_MILLIS;
            intake.number(template, path, Decimal.significand(seconds), exponent);
        }
    }

    void text(String path, @Nullable String value) {
        if (sampling.takes()) {
            intake.text(template, path, value, "");
        }
    }
}
