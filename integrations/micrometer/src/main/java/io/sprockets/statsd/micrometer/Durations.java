package io.sprockets.statsd.micrometer;

import io.sprockets.statsd.Histogram;
import io.sprockets.statsd.Timing;
import java.util.concurrent.TimeUnit;

/** Takes durations, none of them below zero. Any thread may use it. */
@FunctionalInterface
interface Durations {
    /** Stands for all nanoseconds that a long cannot count. */
    long TOO_LONG = Long.MAX_VALUE;

    void record(long amount, TimeUnit unit);

    /** As timers. */
    static Durations of(Timing timing) {
        return timing::record;
    }

    /** As a distribution of milliseconds. */
    static Durations of(Histogram distribution) {
        return (amount, unit) -> {
            long nanos = unit.toNanos(amount);
            distribution.record(nanos == TOO_LONG ? Double.NaN : nanos / 1e6); // so it is refused, as with timers
        };
    }
}
