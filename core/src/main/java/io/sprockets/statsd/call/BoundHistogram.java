package io.sprockets.statsd.call;

import io.sprockets.statsd.Histogram;

/** A histogram or distribution. Any thread may use it. */
final class BoundHistogram extends Bound implements Histogram {
    BoundHistogram(Kind kind, String path) {
        super(kind, path);
    }

    @Override
    public void record(long value) {
        kind.magnitude(series(), path, value);
    }

    @Override
    public void record(double value) {
        kind.magnitude(series(), path, value);
    }
}
