package io.sprockets.statsd.micrometer;

import io.sprockets.statsd.Gauge;

/** One gauge of the connector, told a value at each reading: always, or only when it has changed. One thread at a time uses it. */
final class Level {
    private final Bound<Gauge> gauge;
    private final boolean unchanged; // whether a value is sent that was sent already
    private double last = Double.NaN;

    Level(Bound<Gauge> gauge, boolean unchanged) {
        this.gauge = gauge;
        this.unchanged = unchanged;
    }

    /** Sends the value; one that is no number or not finite is left out. */
    void tell(double value) {
        if (Double.isFinite(value) && (unchanged || value != last)) {
            gauge.get().set(value);
            last = value;
        }
    }
}
