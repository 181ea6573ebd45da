package io.sprockets.statsd.watch.store;

/**
 * What the store may keep. All of it together takes at most {@link #bytes}, whatever comes:
 *
 * <pre>
 * series x 28 KiB         a timer with values in each of the last 600 seconds: 10.5 KiB of history, 9 KiB of
 *                         percentiles, up to 8 KiB of members if it is a set instead, two shapes of a line, and objects
 * + text                  names, tags and examples of all series
 * + lines x 0.5 KiB       the newest lines
 * + 2 MiB                 wrong lines, connections, senders, totals
 * </pre>
 *
 * @param series the most series
 * @param textBytes of the names and tags of all series
 * @param lines the newest lines that are kept
 */
public record Bounds(int series, long textBytes, int lines) {
    /** The bytes of one series without its texts. */
    public static final int SERIES_BYTES = 28 << 10;

    private static final int LINE_BYTES = 512;
    private static final long REST_BYTES = 2L << 20;

    /** The limits for this many series. */
    public static Bounds ofSeries(int series) {
        return new Bounds(series, (4L << 20) + (long) series * 2_048, 4_096);
    }

    /** As many of these series as take at most half of a memory, but at least 100. */
    public static int fitting(int series, long memory) {
        int fitting = series;
        while (fitting > 100 && ofSeries(fitting).bytes() > memory / 2) {
            fitting = Math.max(100, fitting - Math.max(1, fitting / 20));
        }
        return fitting;
    }

    /** The most bytes that the store takes. */
    public long bytes() {
        return (long) series * SERIES_BYTES + textBytes + (long) lines * LINE_BYTES + REST_BYTES;
    }
}
