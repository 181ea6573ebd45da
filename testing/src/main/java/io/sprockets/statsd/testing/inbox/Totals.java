package io.sprockets.statsd.testing.inbox;

import io.sprockets.statsd.testing.ReceivedMetric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What all metrics add up to, per series. Keeps at most {@code maxSeries} series, and as many members over all sets;
 * what comes after that is only counted. Guarded by the lock of the {@link Inbox}.
 */
public final class Totals {
    private final int maxSeries;
    private final Map<String, Series> counters = new LinkedHashMap<>();
    private final Map<String, Series> gauges = new LinkedHashMap<>();
    private final Map<String, Series> timers = new LinkedHashMap<>();
    private final Map<String, Set<String>> sets = new LinkedHashMap<>();
    private int members; // of all sets
    private long beyond; // metrics that found no room

    Totals(int maxSeries) {
        this.maxSeries = maxSeries;
    }

    /** Adds one metric; returns its series, or null for a set or when there is no room for a further series. */
    @Nullable
    Series add(ReceivedMetric metric) {
        String key = metric.series();
        Series series = switch (metric.type()) {
            case "s" -> addMember(key, metric.rawValue());
            case "g" -> series(gauges, key, Series.Kind.GAUGE);
            case "c", "m" -> series(counters, key, Series.Kind.COUNTER);
            default -> series(timers, key, Series.Kind.TIMER);
        };
        if (series != null) {
            series.add(metric.value(), metric.rate(), metric.relative());
        }
        return series;
    }

    private @Nullable Series series(Map<String, Series> all, String key, Series.Kind kind) {
        Series series = all.get(key);
        if (series == null && hasRoom()) {
            series = new Series(kind);
            all.put(key, series);
        }
        if (series == null) {
            beyond++;
        }
        return series;
    }

    private @Nullable Series addMember(String key, String member) {
        Set<String> set = sets.get(key);
        if (set == null && hasRoom()) {
            set = new LinkedHashSet<>();
            sets.put(key, set);
        }
        if (set == null || (members >= maxSeries && !set.contains(member))) {
            beyond++;
        } else if (set.add(member)) {
            members++;
        }
        return null;
    }

    private boolean hasRoom() {
        return size() < maxSeries;
    }

    /** How many series there are. */
    int size() {
        return counters.size() + gauges.size() + timers.size() + sets.size();
    }

    /** Whether a series has come, of whatever type. */
    public boolean has(String key) {
        return counters.containsKey(key) || gauges.containsKey(key) || timers.containsKey(key) || sets.containsKey(key);
    }

    /** The sum of each counter and meter. */
    public Map<String, Double> counters() {
        return copy(counters, Series::total);
    }

    /** The last value of each gauge. */
    public Map<String, Double> gauges() {
        return copy(gauges, Series::total);
    }

    /** How many observations each timer, histogram and distribution has. */
    public Map<String, Long> timers() {
        return copy(timers, series -> Math.round(series.total()));
    }

    /** The members of each set. */
    public Map<String, Set<String>> sets() {
        return copy(sets, LinkedHashSet::new);
    }

    /** The sum of a counter, 0 if it never came. */
    public double counter(String key) {
        Series series = counters.get(key);
        return series == null ? 0 : series.total();
    }

    /** The last value of a gauge, NaN if it never came. */
    public double gauge(String key) {
        Series series = gauges.get(key);
        return series == null ? Double.NaN : series.total();
    }

    /** The observations of a timer, 0 if it never came. */
    public long timer(String key) {
        Series series = timers.get(key);
        return series == null ? 0 : Math.round(series.total());
    }

    /** How many metrics found no room. */
    public long beyond() {
        return beyond;
    }

    /** All names. */
    Stream<String> keys() {
        return Stream.of(counters, gauges, timers, sets)
                .flatMap(all -> all.keySet().stream())
                .distinct();
    }

    /** As what a name has come: counter, gauge, timer, set. */
    List<String> types(String key) {
        List<String> types = new ArrayList<>();
        addIf(counters.containsKey(key), "counter", types);
        addIf(gauges.containsKey(key), "gauge", types);
        addIf(timers.containsKey(key), "timer", types);
        addIf(sets.containsKey(key), "set", types);
        return types;
    }

    private static void addIf(boolean condition, String type, List<String> types) {
        if (condition) {
            types.add(type);
        }
    }

    private static <T, R> Map<String, R> copy(Map<String, T> all, Function<T, R> value) {
        Map<String, R> copy = new LinkedHashMap<>();
        all.forEach((key, each) -> copy.put(key, value.apply(each)));
        return copy;
    }
}
