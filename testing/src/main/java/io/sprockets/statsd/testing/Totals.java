package io.sprockets.statsd.testing;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all metrics add up to, per series. Keeps at most {@code maxSeries} series, and as many members over all sets;
 * what comes after that is only counted. Guarded by the lock of the {@link Inbox}.
 */
final class Totals {
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
        return counters.size() + gauges.size() + timers.size() + sets.size() < maxSeries;
    }

    boolean has(String key) {
        return counters.containsKey(key) || gauges.containsKey(key) || timers.containsKey(key) || sets.containsKey(key);
    }

    Map<String, Double> counters() {
        return copy(counters, Series::total);
    }

    Map<String, Double> gauges() {
        return copy(gauges, Series::total);
    }

    Map<String, Long> timers() {
        return copy(timers, series -> Math.round(series.total()));
    }

    Map<String, Set<String>> sets() {
        return copy(sets, LinkedHashSet::new);
    }

    double counter(String key) {
        Series series = counters.get(key);
        return series == null ? 0 : series.total();
    }

    double gauge(String key) {
        Series series = gauges.get(key);
        return series == null ? Double.NaN : series.total();
    }

    long timer(String key) {
        Series series = timers.get(key);
        return series == null ? 0 : Math.round(series.total());
    }

    long beyond() {
        return beyond;
    }

    private static <T, R> Map<String, R> copy(Map<String, T> all, Function<T, R> value) {
        Map<String, R> copy = new LinkedHashMap<>();
        all.forEach((key, each) -> copy.put(key, value.apply(each)));
        return copy;
    }
}
