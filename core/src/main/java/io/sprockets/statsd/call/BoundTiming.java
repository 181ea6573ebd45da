package io.sprockets.statsd.call;

import io.sprockets.statsd.Timer;
import io.sprockets.statsd.Timing;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A timer. Any thread may use it. */
final class BoundTiming extends Bound implements Timing {
    BoundTiming(TypeRecorder recorder, String path) {
        super(recorder, path);
    }

    @Override
    public void record(Duration duration) {
        recorder.duration(series(), path, duration);
    }

    @Override
    public void record(double seconds) {
        recorder.seconds(series(), path, seconds);
    }

    @Override
    public void record(long amount, TimeUnit unit) {
        recorder.duration(series(), path, amount, unit);
    }

    @Override
    public Timer start() {
        return new Stopwatch((name, nanos) -> recorder.nanos(series(), name, nanos), path, System::nanoTime).start();
    }
}
