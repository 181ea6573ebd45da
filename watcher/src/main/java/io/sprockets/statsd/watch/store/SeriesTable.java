package io.sprockets.statsd.watch.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.testing.ReceivedMetric;
import io.sprockets.statsd.testing.line.Shapes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All series, in the order of arrival. When there is no room for another, those that were silent for ten minutes give
 * up their places; if there are none, what comes is only counted. Belongs to the server's thread.
 */
final class SeriesTable {
    private static final int SHAPES_PER_SERIES = 2; // the same series may be written in several ways
    private static final int LONGEST_EXAMPLE = 1_024; // characters
    private static final int TEXTS =
            5; // times that the text of a series is kept: key, name, tags, example, and some more

    private final Bounds bounds;
    private final Map<String, Series> byKey = new LinkedHashMap<>();
    private final Map<Integer, Series> byNumber = new HashMap<>();
    private final List<Series> touched = new ArrayList<>(); // in this second
    private Shapes<Series> shapes;
    private long textBytes;
    private long beyond; // metrics of series for which there was no room
    private long sweptAt; // the second
    private int numbers;

    SeriesTable(Bounds bounds) {
        this.bounds = bounds;
        this.shapes = newShapes();
    }

    private Shapes<Series> newShapes() {
        return new Shapes<>(bounds.series() * SHAPES_PER_SERIES);
    }

    /** Adds a line of a known shape; null if it must be parsed. */
    @Nullable
    Series add(byte[] line, int from, int to) {
        Series series = shapes.add(line, from, to);
        if (series != null) {
            touch(series);
        }
        return series;
    }

    /** Adds a line of one metric, and knows its shape from then on; null if there is no room for its series. */
    @Nullable
    Series add(ReceivedMetric metric, byte[] line, int from, int to, long second) {
        Series series = add(metric, second);
        if (series != null && series.id.type() != LineType.SET) {
            shapes.learn(line, from, to, series, metric.rate());
        }
        return series;
    }

    /** Adds one of several metrics of a line; null if there is no room for its series. */
    @Nullable
    Series add(ReceivedMetric metric, long second) {
        Series series = series(metric, second);
        if (series == null) {
            beyond++;
        } else if (series.id.type() == LineType.SET) {
            touch(series);
            series.add(metric.rawValue());
        } else {
            touch(series);
            series.add(metric.value(), metric.rate(), metric.relative());
        }
        return series;
    }

    private void touch(Series series) {
        if (series.touch()) {
            touched.add(series);
        }
    }

    private @Nullable Series series(ReceivedMetric metric, long second) {
        LineType type = LineType.of(metric.type());
        SeriesId id = id(metric, type);
        String key = type.code() + ' ' + id.dialect().name() + ' ' + metric.series();
        Series known = byKey.get(key);
        if (known != null) {
            return known;
        }
        long bytes = textBytes(key);
        if (!hasRoom(bytes, second)) {
            return null;
        }
        Series fresh = make(id, second);
        byKey.put(key, fresh);
        byNumber.put(id.number(), fresh);
        textBytes += bytes;
        numbers++;
        return fresh;
    }

    private SeriesId id(ReceivedMetric metric, LineType type) {
        Map<String, String> tags = Collections.unmodifiableMap(new TreeMap<>(metric.tags()));
        String line = metric.line();
        String example = line.length() <= LONGEST_EXAMPLE ? line : line.substring(0, LONGEST_EXAMPLE) + "\u2026";
        return new SeriesId(numbers + 1, type, Dialects.of(metric), metric.name(), tags, example);
    }

    private static Series make(SeriesId id, long second) {
        return switch (id.type()) {
            case GAUGE -> new GaugeSeries(id, second);
            case TIMER, HISTOGRAM, DISTRIBUTION -> new TimingSeries(id, second);
            case SET -> new SetSeries(id, second);
            default -> new CounterSeries(id, second);
        };
    }

    private static long textBytes(String key) {
        return (long) key.getBytes(UTF_8).length * TEXTS;
    }

    private boolean hasRoom(long bytes, long second) {
        if (isFull(bytes) && sweptAt != second) {
            sweptAt = second;
            sweep(second - History.SECONDS);
        }
        return !isFull(bytes);
    }

    private boolean isFull(long bytes) {
        return byKey.size() >= bounds.series() || textBytes + bytes > bounds.textBytes();
    }

    private void sweep(long silentSince) {
        boolean any = byKey.entrySet().removeIf(entry -> {
            Series series = entry.getValue();
            boolean silent = series.lastSecond() < silentSince;
            if (silent) {
                byNumber.remove(series.id.number());
                textBytes -= textBytes(entry.getKey());
            }
            return silent;
        });
        if (any) {
            shapes = newShapes(); // the old ones lead to series that are gone
        }
    }

    /** Ends a second for all series that it touched. */
    void endSecond(long second) {
        touched.forEach(series -> series.endSecond(second));
        touched.clear();
        if (second % 60 == 0) {
            byKey.values().forEach(series -> series.history.forget(second));
        }
    }

    Collection<Series> all() {
        return byKey.values();
    }

    /** The series with this number, or null if it is gone. */
    @Nullable
    Series numbered(int number) {
        return byNumber.get(number);
    }

    /** Metrics of series for which there was no room. */
    long beyond() {
        return beyond;
    }
}
