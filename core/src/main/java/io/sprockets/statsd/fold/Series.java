package io.sprockets.statsd.fold;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.line.SeriesKey;

/**
 * All that was recorded under one name with its tags, merged into as few lines as tell a server the same. Only the sender
 * thread uses it.
 */
abstract sealed class Series permits CounterSeries, GaugeSeries, SetSeries, TimerSeries {
    private final String name;
    private final String rest; // type, and the fields after it
    private long metrics; // since it was last written
    private long lines; // that they need

    Series(SeriesKey key) {
        this.name = new String(key.name(), UTF_8);
        this.rest = key.rest();
    }

    final void add(SeriesKey metric) {
        metrics++;
        if (merge(metric)) {
            lines++;
        }
    }

    /** Counts metrics that were merged into one line. */
    final void count(long more) {
        if (metrics == 0 && more > 0) {
            lines = 1;
        }
        metrics += more;
    }

    /**
     * Writes what was merged.
     *
     * @param last whether nothing may be left for another time
     * @return how many metrics the sink counts as its own now: one for each line, or all of those in a line it refused
     */
    final long write(LineSink sink, boolean last) {
        Lines written = new Lines(sink, name, rest);
        write(written, last);
        metrics = 0;
        lines = 0;
        return written.metrics();
    }

    final long metrics() {
        return metrics;
    }

    final long lines() {
        return lines;
    }

    /** Merges one metric in. Returns whether that takes one line more. */
    abstract boolean merge(SeriesKey metric);

    abstract void write(Lines to, boolean last);

    /** Whether nothing is left for another time. */
    boolean isEmpty() {
        return metrics == 0;
    }
}
