package io.sprockets.statsd.call;

import io.sprockets.statsd.Timer;
import io.sprockets.statsd.Timing;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A timer. Any thread may use it. */
final class BoundTiming extends Bound implements Timing {
    BoundTiming(Kind kind, String path) {
        super(kind, path);
    }

    @Override
    public void record(Duration duration) {
        kind.duration(series(), path, duration);
    }

    @Override
    public void record(double seconds) {
        kind.seconds(series(), path, seconds);
    }

    @Override
    public void record(long amount, TimeUnit unit) {
        kind.duration(series(), path, amount, unit);
    }

    @Override
    public Timer start() {
        return new Stopwatch((name, nanos) -> kind.nanos(series(), name, nanos), path, System::nanoTime).start();
    }
}
