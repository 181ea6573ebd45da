package io.sprockets.statsd;

import io.sprockets.statsd.settings.Checks;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How metrics of one series are merged: counters are added up, gauges keep their last value, sets each member, timers a
 * sample with the exact count. Immutable.
 */
public final class Aggregation {
    /** Each metric is a line of its own; only what finds no room in the backlog is merged. The default. */
    public static final Aggregation OFF = new Aggregation(null, 100, false);

    private final @Nullable Duration every; // null for off
    private final int timerSamples;
    private final boolean fractionalCounters;

    private Aggregation(@Nullable Duration every, int timerSamples, boolean fractionalCounters) {
        this.every = every;
        this.timerSamples = timerSamples;
        this.fractionalCounters = fractionalCounters;
    }

    /**
     * Metrics are merged and sent that often. Bound counters then go past the queue.
     *
     * @param interval above zero and at most 36,500 days
     * @throws IllegalArgumentException if it is not
     */
    public static Aggregation every(Duration interval) {
        Duration every = Checks.time("aggregation", interval, interval);
        return new Aggregation(every, OFF.timerSamples, OFF.fractionalCounters);
    }

    /**
     * Default 100: the most values of one timer that are kept while it is merged; its count is exact nevertheless.
     *
     * @throws IllegalArgumentException if it is not above zero
     */
    public Aggregation timerSamples(int samples) {
        Checks.that(samples > 0, "timerSamples", samples, "more than 0");
        return new Aggregation(every, samples, fractionalCounters);
    }

    /**
     * Default false: whether a counter that was merged is sent with its fraction. Many servers cut it off, so otherwise
     * it waits until it has become a whole number; but at most for ten flushes in which nothing is added to it, beside
     * a thousand others, and until the connector stops.
     */
    public Aggregation fractionalCounters(boolean fractional) {
        return new Aggregation(every, timerSamples, fractional);
    }

    /** How often metrics are sent; null for each as it comes. */
    public @Nullable Duration interval() {
        return every;
    }

    /** The most values of one timer that are kept. */
    public int timerSamples() {
        return timerSamples;
    }

    /** Whether a counter that was merged is sent with its fraction. */
    public boolean fractionalCounters() {
        return fractionalCounters;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Aggregation that
                && Objects.equals(every, that.every)
                && timerSamples == that.timerSamples
                && fractionalCounters == that.fractionalCounters;
    }

    @Override
    public int hashCode() {
        return Objects.hash(every, timerSamples, fractionalCounters);
    }

    @Override
    public String toString() {
        return (every == null ? "OFF" : "every(" + every + ")") + ", timerSamples " + timerSamples
                + (fractionalCounters ? ", fractionalCounters" : "");
    }
}
