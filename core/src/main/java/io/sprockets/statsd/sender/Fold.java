package io.sprockets.statsd.sender;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.line.SeriesKey;
import io.sprockets.statsd.queue.LineQueue;
import io.sprockets.statsd.queue.Tallies;
import java.nio.ByteBuffer;
import java.util.Arrays;
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
final class Fold implements Tallies.Taker<SeriesKey> {
    private static final Set<String> MERGEABLE = Set.of("c", "m", "g", "s", "ms", "h", "d");
    private static final int SCRATCH = 1 << 16; // bytes of one load
    private static final int LOADS_PER_ROUND = 4;

    private final FoldSettings settings;
    private final SplittableRandom random = new SplittableRandom();
    private final Map<SeriesKey, Series> series = new LinkedHashMap<>();
    private final SeriesKey probe = new SeriesKey();
    private final ByteBuffer scratch;
    private final DropCounts drops;
    private long members; // of sets
    private long metrics; // inside
    private long lines; // that those inside need
    private long merged; // metrics that were merged into lines written since

    Fold(FoldSettings settings, int longestLine, DropCounts drops) {
        this.settings = settings;
        this.scratch = ByteBuffer.wrap(new byte[Math.max(SCRATCH, longestLine)]);
        this.drops = drops;
    }

    /**
     * Whether there is nothing to write.
     *
     * @param last whether fractions of counters are not left for another time
     */
    boolean isEmpty(boolean last) {
        return last ? series.isEmpty() : metrics == 0;
    }

    /** Metrics that need no line of their own. */
    long folded() {
        return merged + metrics - lines;
    }

    /**
     * Merges what is in a queue, and passes on what cannot be merged, as long as there is room for it; but not for ever if callers are
     * faster.
     *
     * @return whether there was anything
     */
    boolean fill(LineQueue queue, Backlog backlog) {
        boolean any = false;
        for (int i = 0; i < LOADS_PER_ROUND && queue.drain(scratch.clear()) > 0; i++) {
            any = true;
            addLines(scratch.array(), scratch.position(), backlog);
        }
        return any;
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
            merged += calls;
        } else if (find(key, "g", calls) instanceof GaugeSeries gauge) {
            long before = gauge.lines();
            gauge.add(change, value, calls);
            count(calls, gauge.lines() - before);
        }
    }

    /** Writes series, oldest first, while the backlog has room. What is written is forgotten. */
    void write(Backlog backlog, boolean last) {
        LineSink sink = new LineSink(backlog, drops);
        Iterator<Series> all = series.values().iterator();
        while (all.hasNext() && backlog.hasRoom()) {
            Series one = all.next();
            metrics -= one.metrics();
            lines -= one.lines();
            members -= one instanceof SetSeries ? one.lines() : 0;
            merged += one.metrics();
            long before = sink.metrics();
            one.write(sink, last);
            merged -= sink.metrics() - before;
            if (one.isEmpty()) {
                all.remove();
            }
        }
    }

    /** Forgets everything inside. Returns the number of metrics. */
    long discard() {
        long discarded = metrics;
        series.clear();
        members = 0;
        metrics = 0;
        lines = 0;
        return discarded;
    }

    private void addLines(byte[] bytes, int end, Backlog backlog) {
        int start = 0;
        for (int i = 0; i < end; i++) {
            if (bytes[i] == '\n') {
                add(bytes, start, i, backlog);
                start = i + 1;
            }
        }
    }

    private void add(byte[] bytes, int start, int end, Backlog backlog) {
        int joint = start;
        while (joint < end && bytes[joint] != LineQueue.JOINT) {
            joint++;
        }
        boolean pair = joint < end; // a gauge set to zero, and then to a value below it
        probe.read(bytes, pair ? joint + 1 : start, end);
        String type = probe.type();
        if (!isMergeable(type)) {
            passOn(bytes, start, end, backlog);
            return;
        }
        Series one = find(probe, type, 1);
        if (one == null) {
            return;
        }
        if (pair && one instanceof GaugeSeries gauge) {
            gauge.reset();
        }
        long before = one.lines();
        one.add(probe);
        count(1, one.lines() - before);
        members += one instanceof SetSeries ? one.lines() - before : 0;
    }

    private void count(long moreMetrics, long moreLines) {
        metrics += moreMetrics;
        lines += moreLines;
    }

    /** A series for so many metrics; null if they had to be dropped. */
    private @Nullable Series find(SeriesKey key, String type, long calls) {
        Series known = series.get(key);
        boolean full = series.size() + members >= settings.maxSeries();
        if (known != null && !(full && known instanceof SetSeries set && set.isNew(key))) {
            return known;
        }
        if (full) {
            drops.add(DropReason.TOO_MANY_SERIES, calls);
            return null;
        }
        Series fresh = create(key, type);
        series.put(key.copy(), fresh);
        return fresh;
    }

    private void passOn(byte[] bytes, int start, int end, Backlog backlog) {
        boolean kept = backlog.hasRoom() && backlog.append(Arrays.copyOfRange(bytes, start, end + 1));
        drops.add(DropReason.QUEUE_FULL, kept ? 0 : 1);
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
