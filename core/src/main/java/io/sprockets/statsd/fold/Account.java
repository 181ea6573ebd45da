package io.sprockets.statsd.fold;

import io.sprockets.statsd.series.Series;

/**
 * All that was recorded of one series since it was last written, merged into the fewest lines with the same meaning.
 * What it takes must still fit into a line when it is written. Only the sender thread uses it.
 */
abstract sealed class Account permits NumberAccount, SetAccount {
    /** Bytes of an empty account, without its key. */
    static final int BYTES = 120;

    Series series; // another one when it gets a number
    boolean active; // it will be written at the next opportunity
    private long metrics; // inside
    private long lines; // that they need

    Account(Series series) {
        this.series = series;
    }

    /**
     * Writes what is inside while there is room.
     *
     * @param last whether nothing may be left for another time
     */
    abstract void write(Output output, boolean last);

    /** Gives back the bytes that it has taken. */
    abstract void free();

    final long metrics() {
        return metrics;
    }

    final long lines() {
        return lines;
    }

    /** Counts metrics, and lines that they need beside those that are there. */
    final void count(long moreMetrics, long moreLines) {
        metrics += moreMetrics;
        lines += moreLines;
    }
}
