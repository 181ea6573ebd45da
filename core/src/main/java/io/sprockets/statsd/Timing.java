package io.sprockets.statsd;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A timer whose name and tags are already encoded. Any thread may use it. */
public interface Timing {
    /** Records a duration, like {@link Statsd#timing(String, Duration)}. */
    void record(Duration duration);

    /** Records seconds, like {@link Statsd#timing(String, double)}. */
    void record(double seconds);

    /** Records an amount of a unit, like {@link #record(Duration)} but without an object. */
    void record(long amount, TimeUnit unit);

    /** Starts a timer that records to this instrument when it is stopped or closed. */
    Timer start();
}
