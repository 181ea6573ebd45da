package io.sprockets.statsd.call;

import io.sprockets.statsd.Histogram;

/** A histogram or distribution. Any thread may use it. */
final class BoundHistogram extends Bound implements Histogram {
    BoundHistogram(TypeRecorder recorder, String path) {
        super(recorder, path);
    }

    @Override
    public void record(long value) {
        recorder.magnitude(series(), path, value);
    }

    @Override
    public void record(double value) {
        recorder.magnitude(series(), path, value);
    }
}
