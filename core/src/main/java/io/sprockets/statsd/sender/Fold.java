package io.sprockets.statsd.sender;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.line.SeriesKey;
import io.sprockets.statsd.queue.LineQueue;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Metrics merged by series, in memory that grows with the number of series and not with the number of metrics. It counts
 * exactly. Only the sender thread uses it.
 */
final class Fold {
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

    /** Whether there is nothing to write. */
    boolean isEmpty() {
        return metrics == 0;
    }

    /** Metrics that need no line of their own. */
    long folded() {
        return merged + metrics - lines;
    }

    /** Merges what is in a queue, but not for ever if callers are faster. Returns whether there was anything. */
    boolean fill(LineQueue queue) {
        boolean any = false;
        for (int i = 0; i < LOADS_PER_ROUND && queue.drain(scratch.clear()) > 0; i++) {
            any = true;
            addLines(scratch.array(), scratch.position());
        }
        return any;
    }

    /** Writes series, oldest first, while the backlog has room. What is written is forgotten. */
    void write(Backlog backlog, boolean last) {
        LineSink sink = new LineSink(backlog);
        Iterator<Series> all = series.values().iterator();
        while (all.hasNext() && backlog.hasRoom()) {
            Series one = all.next();
            long before = sink.lines();
            metrics -= one.metrics();
            lines -= one.lines();
            members -= one instanceof SetSeries ? one.lines() : 0;
            merged += one.metrics();
            one.write(sink, last);
            merged -= sink.lines() - before;
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

    private void addLines(byte[] bytes, int end) {
        int start = 0;
        for (int i = 0; i < end; i++) {
            if (bytes[i] == '\n') {
                add(bytes, start, i);
                start = i + 1;
            }
        }
    }

    private void add(byte[] bytes, int start, int end) {
        int joint = start;
        while (joint < end && bytes[joint] != LineQueue.JOINT) {
            joint++;
        }
        boolean pair = joint < end; // a gauge set to zero, and then to a value below it
        probe.read(bytes, pair ? joint + 1 : start, end);
        Series one = find();
        if (one == null) {
            return;
        }
        if (pair && one instanceof GaugeSeries gauge) {
            gauge.reset();
        }
        long before = one.lines();
        one.add(probe);
        metrics++;
        lines += one.lines() - before;
        members += one instanceof SetSeries ? one.lines() - before : 0;
    }

    /** The series of the metric that was read; null if it had to be dropped. */
    private @Nullable Series find() {
        Series known = series.get(probe);
        boolean full = series.size() + members >= settings.maxSeries();
        if (known != null && !(full && known instanceof SetSeries set && set.isNew(probe))) {
            return known;
        }
        if (full) {
            drops.add(DropReason.TOO_MANY_SERIES, 1);
            return null;
        }
        Series fresh = create();
        if (fresh == null) {
            drops.add(DropReason.QUEUE_FULL, 1); // it cannot be merged, and there is no room for it as it is
            return null;
        }
        series.put(probe.copy(), fresh);
        return fresh;
    }

    private @Nullable Series create() {
        return switch (probe.type()) {
            case "c", "m" -> new CounterSeries(probe, settings.fractionalCounters());
            case "g" -> new GaugeSeries(probe, settings.signIsChange());
            case "s" -> new SetSeries(probe);
            case "ms", "h", "d" -> new TimerSeries(probe, settings.timerSamples(), random);
            default -> null;
        };
    }
}
