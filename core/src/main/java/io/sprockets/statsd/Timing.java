package io.sprockets.statsd;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A timer whose name and tags are encoded already. Any thread may use it. */
public interface Timing {
    /** Records a duration, as {@link Statsd#timing(String, Duration)} does. */
    void record(Duration duration);

    /** Records seconds, as {@link Statsd#timing(String, double)} does. */
    void record(double seconds);

    /** Records an amount of a unit, as {@link #record(Duration)} does, but without an object. */
    void record(long amount, TimeUnit unit);

    /** Starts a timer that records here when it is stopped or closed. */
    Timer start();
}
