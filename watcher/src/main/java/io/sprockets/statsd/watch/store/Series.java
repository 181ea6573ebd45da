package io.sprockets.statsd.watch.store;

import io.sprockets.statsd.testing.line.Shapes;
import org.jspecify.annotations.Nullable;

/** One series: its totals, and what came in the second that is under way. Belongs to the server's thread. */
abstract sealed class Series implements Shapes.Target permits CounterSeries, GaugeSeries, TimingSeries, SetSeries {
    /** The channel of what came per second, in every history. */
    static final int RATE = 0;

    private static final int RATE_SECONDS = 10;

    final SeriesId id;
    final History history;
    private final long firstSecond;
    private long lastSecond;
    private long lines;
    private boolean touched; // in this second
    private @Nullable Row row; // of the last look

    Series(SeriesId id, long second, History history) {
        this.id = id;
        this.firstSecond = second;
        this.history = history;
        this.lastSecond = second;
    }

    /** Counts a line; whether it is the first of the second. */
    final boolean touch() {
        boolean first = !touched;
        touched = true;
        lines++;
        row = null;
        return first;
    }

    @Override
    public boolean takesSigns() {
        return !id.type().isTiming(); // the reference server refuses them there
    }

    /** Adds the member of a set; others are added by their number. */
    void add(String member) {}

    /** Puts what came in a second into the history, and begins the next one. */
    final void endSecond(long second) {
        lastSecond = second;
        touched = false;
        put(second);
    }

    abstract void put(long second);

    /** What it is at the end of a second. */
    final Row row(long second) {
        Row known = row;
        if (known != null && second - lastSecond > RATE_SECONDS && known.rate() == 0) {
            return known;
        }
        return freshRow(second);
    }

    private Row freshRow(long second) {
        int seconds = (int) Math.min(RATE_SECONDS, Math.max(second - firstSecond + 1, 1));
        double came = history.last(seconds, second, RATE).sum();
        Row fresh = row(lines, came / seconds, lastSecond);
        row = fresh;
        return fresh;
    }

    abstract Row row(long allLines, double rate, long seen);

    /** The numbers that its sparkline shows, for the last seconds. */
    Curve spark(int seconds, long second) {
        return history.last(seconds, second, RATE);
    }

    final long lastSecond() {
        return lastSecond;
    }

    final long lines() {
        return lines;
    }
}
