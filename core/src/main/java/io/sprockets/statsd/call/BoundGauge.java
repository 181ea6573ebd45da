package io.sprockets.statsd.call;

import io.sprockets.statsd.Gauge;

/** A gauge. Any thread may use it. */
final class BoundGauge extends Bound implements Gauge {
    private final TypeRecorder changes;

    BoundGauge(TypeRecorder values, TypeRecorder changes, String path) {
        super(values, path);
        this.changes = changes;
    }

    @Override
    public void set(long value) {
        recorder.number(series(), path, value);
    }

    @Override
    public void set(double value) {
        recorder.number(series(), path, value);
    }

    @Override
    public void change(long delta) {
        changes.number(series(), path, delta);
    }

    @Override
    public void change(double delta) {
        changes.number(series(), path, delta);
    }
}
