package io.sprockets.statsd.micrometer;

import io.sprockets.statsd.Gauge;
import org.jspecify.annotations.Nullable;

/**
 * One gauge of the connector, which gets a value at each reading: always, or only when it has changed. One thread at a
 * time uses it.
 */
final class Level {
    private final Bound<Gauge> gauge;
    private final boolean unchanged; // whether a value is sent that was sent already
    private double last = Double.NaN;
    private @Nullable Gauge told; // the gauge that got it; another one if it was renamed since

    Level(Bound<Gauge> gauge, boolean unchanged) {
        this.gauge = gauge;
        this.unchanged = unchanged;
    }

    /** Sends the value. If it is no number, there is none; if it is infinite, the connector refuses it. */
    void tell(double value) {
        Gauge present = gauge.get();
        if (!Double.isNaN(value) && (unchanged || value != last || present != told)) {
            present.set(value);
            last = value;
            told = present;
        }
    }
}
