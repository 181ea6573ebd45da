package io.sprockets.statsd.fold;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way past the queue, for metrics that are merged anyway: bound counters and gauges, each with what was added to it.
 * It takes up no more series than it was told. Any thread may look up and add; one thread at a time may take.
 *
 * @param <K> what tells series apart
 */
public final class Tallies<K> {
    /** Who takes what was added. */
    public interface Taker<K> {
        /** A counter got so much, in so many calls. */
        void counter(K series, long amount, long calls);

        /**
         * A gauge was set, or, if the value is NaN, changed by so much; by 0 if a line in the queue says it, or it was taken
         * before. All that in so many calls.
         */
        void gauge(K series, long change, double value, long calls);
    }

    private static final Taker<Object> NOBODY = new Taker<>() {
        @Override
        public void counter(Object series, long amount, long calls) {}

        @Override
        public void gauge(Object series, long change, double value, long calls) {}
    };

    private final int most;
    private final Map<K, CounterTally> counters = new ConcurrentHashMap<>();
    private final Map<K, GaugeTally> gauges = new ConcurrentHashMap<>();

    /** For so many series at most; with 0 everything goes through the queue. */
    public Tallies(int most) {
        this.most = most;
    }

    /** The counter of a series; null if there is no place for another one. */
    public @Nullable CounterTally counter(K series) {
        return find(counters, series, CounterTally::new);
    }

    /** The gauge of a series; null if there is no place for another one. */
    public @Nullable GaugeTally gauge(K series) {
        return find(gauges, series, GaugeTally::new);
    }

    /** All calls so far that did not go through the queue. Any thread may ask. */
    public long calls() {
        long calls = 0;
        for (CounterTally counter : counters.values()) {
            calls += counter.calls();
        }
        for (GaugeTally gauge : gauges.values()) {
            calls += gauge.calls();
        }
        return calls;
    }

    /** Hands over what was added since the last time. Returns the number of calls. Only the consumer may call it. */
    public long take(Taker<? super K> taker) {
        long calls = 0;
        for (Map.Entry<K, CounterTally> counter : counters.entrySet()) {
            calls += counter.getValue().take(counter.getKey(), taker);
        }
        for (Map.Entry<K, GaugeTally> gauge : gauges.entrySet()) {
            calls += gauge.getValue().take(gauge.getKey(), taker);
        }
        return calls;
    }

    /** Takes what was added, for nobody. Returns the number of calls. Only the consumer may call it. */
    public long discard() {
        return take(NOBODY);
    }

    private <T> @Nullable T find(Map<K, T> map, K series, Supplier<T> fresh) {
        boolean full = counters.size() + gauges.size() >= most;
        return full ? map.get(series) : map.computeIfAbsent(series, key -> fresh.get());
    }
}
