package io.sprockets.statsd.micrometer;

import io.sprockets.statsd.Histogram;
import io.sprockets.statsd.Timing;
import java.util.concurrent.TimeUnit;

/** Takes durations, none of them below zero. Any thread may use it. */
@FunctionalInterface
interface Durations {
    void record(long amount, TimeUnit unit);

    /** As timers. */
    static Durations of(Timing timing) {
        return timing::record;
    }

    /** As a distribution of milliseconds. */
    static Durations of(Histogram distribution) {
        return (amount, unit) -> distribution.record(unit.toNanos(amount) / 1e6);
    }
}
