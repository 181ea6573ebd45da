package io.sprockets.statsd.fold;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.line.SeriesKey;
import io.sprockets.statsd.queue.LineQueue;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Metrics merged by series, in memory that grows with the number of series and not with the number of metrics. It counts
 * exactly. Only the sender thread uses it.
 */
public final class Fold implements Tallies.Taker<SeriesKey> {
    private static final Set<String> MERGEABLE = Set.of("c", "m", "g", "s", "ms", "h", "d");

    private final FoldSettings settings;
    private final SplittableRandom random = new SplittableRandom();
    private final Map<SeriesKey, Series> series = new LinkedHashMap<>();
    private final SeriesKey probe = new SeriesKey();
    private final Ledger ledger;
    private long members; // of sets
    private long metrics; // inside
    private long lines; // that those inside need

    /** Makes an empty one that counts what it merges and drops in a ledger. */
    public Fold(FoldSettings settings, Ledger ledger) {
        this.settings = settings;
        this.ledger = ledger;
    }

    /**
     * Whether there is nothing to write.
     *
     * @param last whether fractions of counters are not left for another time
     */
    public boolean isEmpty(boolean last) {
        return last ? series.isEmpty() : metrics == 0;
    }

    /** Metrics inside that will be lines of their own; the others are counted as folded. */
    public long held() {
        return lines;
    }

    @Override
    public void counter(SeriesKey key, long amount, long calls) {
        if (find(key, "c", calls) instanceof CounterSeries counter) {
            long before = counter.lines();
            counter.add(amount, calls);
            count(calls, counter.lines() - before);
        }
    }

    @Override
    public void gauge(SeriesKey key, long change, double value, long calls) {
        if (change == 0 && Double.isNaN(value)) {
            ledger.add(Entry.FOLDED, calls);
        } else if (find(key, "g", calls) instanceof GaugeSeries gauge) {
            long before = gauge.lines();
            gauge.add(change, value, calls);
            count(calls, gauge.lines() - before);
        }
    }

    /** Writes series, oldest first, while there is room. What is written is forgotten. */
    public void write(LineSink sink, boolean last) {
        Iterator<Series> all = series.values().iterator();
        while (all.hasNext() && sink.hasRoom()) {
            Series one = all.next();
            long inside = one.metrics();
            count(-inside, -one.lines());
            members -= one instanceof SetSeries ? one.lines() : 0;
            ledger.add(Entry.FOLDED, inside - one.write(sink, last));
            if (one.isEmpty()) {
                all.remove();
            }
        }
    }

    /** Counts again what is inside, after something went wrong that nobody foresaw. */
    public void recount() {
        count(-metrics, -lines);
        members = 0;
        for (Series one : series.values()) {
            count(one.metrics(), one.lines());
            members += one instanceof SetSeries ? one.lines() : 0;
        }
    }

    /** Forgets everything inside. Returns the number of metrics. */
    public long discard() {
        long discarded = metrics;
        count(-metrics, -lines);
        series.clear();
        members = 0;
        return discarded;
    }

    /**
     * Merges one line.
     *
     * @return false, with nothing done, if it is of no type that can be merged
     */
    public boolean add(byte[] bytes, int start, int end) {
        int joint = start;
        while (joint < end && bytes[joint] != LineQueue.JOINT) {
            joint++;
        }
        boolean pair = joint < end; // a gauge set to zero, and then to a value below it
        probe.read(bytes, pair ? joint + 1 : start, end);
        String type = probe.type();
        if (!isMergeable(type)) {
            return false;
        }
        Series one = find(probe, type, 1);
        if (one == null) {
            return true;
        }
        if (pair && one instanceof GaugeSeries gauge) {
            gauge.reset();
        }
        long before = one.lines();
        one.add(probe);
        count(1, one.lines() - before);
        members += one instanceof SetSeries ? one.lines() - before : 0;
        return true;
    }

    private void count(long moreMetrics, long moreLines) {
        metrics += moreMetrics;
        lines += moreLines;
        ledger.add(Entry.FOLDED, moreMetrics - moreLines);
    }

    /** A series for so many metrics; null if they had to be dropped. */
    private @Nullable Series find(SeriesKey key, String type, long calls) {
        Series known = series.get(key);
        boolean full = series.size() + members >= settings.maxSeries();
        if (known != null && !(full && known instanceof SetSeries set && set.isNew(key))) {
            return known;
        }
        if (full) {
            ledger.drop(DropReason.TOO_MANY_SERIES, calls);
            return null;
        }
        Series fresh = create(key, type);
        series.put(key.copy(), fresh);
        return fresh;
    }

    private static boolean isMergeable(String type) {
        return MERGEABLE.contains(type);
    }

    private Series create(SeriesKey key, String type) {
        return switch (type) {
            case "c", "m" -> new CounterSeries(key, settings.fractionalCounters());
            case "g" -> new GaugeSeries(key, settings.signIsChange());
            case "s" -> new SetSeries(key);
            default -> new TimerSeries(key, settings.timerSamples(), random);
        };
    }
}
