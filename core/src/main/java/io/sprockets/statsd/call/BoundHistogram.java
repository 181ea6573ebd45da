package io.sprockets.statsd.call;

import io.sprockets.statsd.Histogram;
import io.sprockets.statsd.series.Series;
import org.jspecify.annotations.Nullable;

/** A histogram or distribution. Any thread may use it. */
final class BoundHistogram implements Histogram {
    private final Kind kind;
    private final String path;
    private final @Nullable Series series;

    BoundHistogram(Kind kind, String path) {
        this.kind = kind;
        this.path = path;
        this.series = kind.bind(path);
    }

    @Override
    public void record(long value) {
        kind.magnitude(series, path, value);
    }

    @Override
    public void record(double value) {
        kind.magnitude(series, path, value);
    }
}
