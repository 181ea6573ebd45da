package io.sprockets.statsd;

import io.sprockets.statsd.settings.Checks;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How metrics of one series are merged: counters are summed, gauges keep their last value, sets keep each member,
 * timers keep a sample and the exact count. Immutable.
 *
 * <pre>{@code
 * builder.aggregation(Aggregation.every(Duration.ofSeconds(10)).timerSamples(200));
 * }</pre>
 */
public final class Aggregation {
    /** The default: each metric is sent as its own line; metrics are merged only when the backlog is full. */
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
     * Merges metrics and sends them at this interval. Counters then bypass the queue: bound ones, and those by path of
     * the first thousand names.
     *
     * @param interval above zero and at most 36,500 days
     * @throws IllegalArgumentException if the interval is out of range
     */
    public static Aggregation every(Duration interval) {
        Duration every = Checks.time("aggregation", interval, interval);
        return new Aggregation(every, OFF.timerSamples, OFF.fractionalCounters);
    }

    /**
     * Default 100. How many values of one timer are kept while it is merged; its count is exact regardless.
     *
     * @throws IllegalArgumentException if the number is not above zero
     */
    public Aggregation timerSamples(int samples) {
        Checks.that(samples > 0, "timerSamples", samples, "more than 0");
        return new Aggregation(every, samples, fractionalCounters);
    }

    /**
     * Default false. Whether a merged counter is sent with its fraction. Many servers truncate fractions, so by default
     * a fraction waits until it adds up to a whole number. It waits for at most ten flushes in which nothing is added
     * to it, next to at most a thousand others, and until the connector stops; then it is sent.
     */
    public Aggregation fractionalCounters(boolean fractional) {
        return new Aggregation(every, timerSamples, fractional);
    }

    /** How often merged metrics are sent; null if each metric is sent as it comes. */
    public @Nullable Duration interval() {
        return every;
    }

    /** How many values of one timer are kept. */
    public int timerSamples() {
        return timerSamples;
    }

    /** Whether a merged counter is sent with its fraction. */
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
