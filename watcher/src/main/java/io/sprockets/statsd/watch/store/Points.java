package io.sprockets.statsd.watch.store;

import java.util.ArrayList;
import java.util.List;

/**
 * The last seconds of a series. Immutable.
 *
 * @param lastSecond the last of them, since 1970
 * @param rate what came in each second, the oldest first
 * @param values the value of a gauge, or the median and the 95th and 99th percentile of timings; NaN where there was
 *     none
 */
public record Points(long lastSecond, Curve rate, List<Curve> values) {
    /** Seconds that are kept. */
    public static final int MOST = History.SECONDS;

    /** Those of a series that is gone. */
    public static final Points NONE = new Points(0, Curve.NONE, List.of());

    static Points of(Series series, int seconds, long second) {
        History history = series.history;
        List<Curve> values = new ArrayList<>();
        if (series instanceof GaugeSeries) {
            values.add(history.last(seconds, second, GaugeSeries.VALUE));
        } else if (series instanceof TimingSeries) {
            values.add(history.last(seconds, second, TimingSeries.P50));
            values.add(history.last(seconds, second, TimingSeries.P95));
            values.add(history.last(seconds, second, TimingSeries.P99));
        }
        return new Points(second, history.last(seconds, second, Series.RATE), values);
    }
}
