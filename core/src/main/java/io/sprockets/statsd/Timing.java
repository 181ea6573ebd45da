package io.sprockets.statsd;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A timer whose name and tags are encoded already. Any thread may use it. */
public final class Timing {
    private final Kind kind;

    Timing(Kind kind) {
        this.kind = kind;
    }

    /** Records a duration, as {@link Statsd#timing(String, Duration)} does. */
    public void record(Duration duration) {
        kind.duration(Kind.BOUND, duration);
    }

    /** Records seconds, as {@link Statsd#timing(String, double)} does. */
    public void record(double seconds) {
        kind.seconds(Kind.BOUND, seconds);
    }

    /** Records an amount of a unit, as {@link #record(Duration)} does, but without an object. */
    public void record(long amount, TimeUnit unit) {
        kind.duration(Kind.BOUND, amount, unit);
    }

    /** Starts a timer that records here when it is stopped or closed. */
    public Timer start() {
        return new Timer(kind::nanos, Kind.BOUND, System::nanoTime).start();
    }
}
