package io.sprockets.statsd.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last value of each series, for looking at a running service: by its number, or by its line if it has none. It
 * holds at most twice as many series as the table takes paths, and without a number at most as many. One thread notes
 * values; any thread may read.
 */
public final class LastValues {
    private static final LastValue BEYOND = new LastValue(); // for all without a place; never read

    private final Map<Key, Series> inTable; // with a number
    private final int most;
    private final Map<Integer, LastValue> numbered = new ConcurrentHashMap<>();
    private final Map<String, LastValue> others = new ConcurrentHashMap<>();
    private final Key probe;

    /**
     * Keeps none yet.
     *
     * @param inTable the series that have a number, always as they are now
     * @param most without a number; 0 if nothing is kept
     * @param probe to look them up with
     */
    LastValues(Map<Key, Series> inTable, int most, Key probe) {
        this.inTable = inTable;
        this.most = most;
        this.probe = probe;
    }

    /** Whether there is anything to note. */
    public boolean areKept() {
        return most > 0;
    }

    /** Notes what a series that has, or had, a number is now, or is changed by: {@code significand * 10^exponent}. */
    public void note(Series series, boolean change, long significand, int exponent) {
        if (areKept()) {
            of(series).note(change, significand, exponent);
        }
    }

    /** The same for the series of a line with the value 0 and a newline. */
    public void note(byte[] line, int length, int valueAt, boolean change, long significand, int exponent) {
        of(line, length, valueAt).note(change, significand, exponent);
    }

    /** Notes the sum that was sent of a series, which may never have had a number. */
    public void noteSum(Series series, double sum) {
        if (areKept()) {
            of(series).set(sum);
        }
    }

    private LastValue of(Series series) {
        return series.number() < 0 || series.isGivenUp()
                ? of(series.line(), series.length(), series.valueAt())
                : place(numbered, series.number(), true);
    }

    private LastValue of(byte[] line, int length, int valueAt) {
        Series series = inTable.get(probe.read(line, 0, length));
        return series != null
                ? place(numbered, series.number(), true)
                : place(others, withoutValue(line, length, valueAt), others.size() < most);
    }

    private <K> LastValue place(Map<K, LastValue> values, K key, boolean mayAdd) {
        LastValue known = values.get(key);
        if (known == null && mayAdd && !isFull()) {
            known = new LastValue();
            values.put(key, known);
        }
        return known == null ? BEYOND : known;
    }

    /** Instruments may be bound beyond all places. */
    private boolean isFull() {
        return numbered.size() + others.size() - most >= most;
    }

    /** One gives up its number. */
    void forget(Series series) {
        numbered.remove(series.number());
    }

    /** By the line without its value and newline; NaN for series that were not recorded yet, while there is place. */
    Map<String, Double> all(Iterable<Series> series) {
        boolean full = isFull();
        Map<String, Double> all = new LinkedHashMap<>();
        for (Series each : series) {
            String key = withoutValue(each.line(), each.length(), each.valueAt());
            LastValue before = others.get(key); // it had a number
            LastValue known = numbered.getOrDefault(each.number(), before == null ? BEYOND : before);
            if (known != BEYOND || !full) {
                all.put(key, known == BEYOND ? Double.NaN : known.value());
            }
        }
        others.forEach((key, value) -> all.putIfAbsent(key, value.value()));
        return all;
    }

    private static String withoutValue(byte[] line, int length, int valueAt) {
        return new String(line, 0, valueAt, UTF_8) + new String(line, valueAt + 1, length - valueAt - 2, UTF_8);
    }
}
