package io.sprockets.statsd.call;

import io.sprockets.statsd.Gauge;
import io.sprockets.statsd.series.Series;
import org.jspecify.annotations.Nullable;

/** A gauge. Any thread may use it. */
final class BoundGauge implements Gauge {
    private final Kind values;
    private final Kind changes;
    private final String path;
    private final @Nullable Series series;

    BoundGauge(Kind values, Kind changes, String path) {
        this.values = values;
        this.changes = changes;
        this.path = path;
        this.series = values.bind(path);
    }

    @Override
    public void set(long value) {
        values.number(series, path, value);
    }

    @Override
    public void set(double value) {
        values.number(series, path, value);
    }

    @Override
    public void change(long delta) {
        changes.number(series, path, delta);
    }

    @Override
    public void change(double delta) {
        changes.number(series, path, delta);
    }
}
