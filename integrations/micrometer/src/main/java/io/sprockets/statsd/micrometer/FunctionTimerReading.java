package io.sprockets.statsd.micrometer;

import io.micrometer.core.instrument.cumulative.CumulativeFunctionTimer;
import io.sprockets.statsd.Timing;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * A timer that something else keeps as a count and a sum. For each new count a line with their average is sent, which
 * is all that is known of them.
 */
final class FunctionTimerReading<T> extends CumulativeFunctionTimer<T> implements Reading {
    private final Bound<Timing> timing;
    private final Pace pace;
    private double lastCount;
    private double lastTotal; // seconds

    FunctionTimerReading(
            Id id,
            T object,
            ToLongFunction<T> count,
            ToDoubleFunction<T> total,
            TimeUnit unit,
            Instruments instruments,
            Pace pace) {
        super(id, object, count, total, unit, TimeUnit.MILLISECONDS);
        this.timing = instruments.timing(id);
        this.pace = pace;
    }

    @Override
    public void read() {
        double count = count();
        double total = totalTime(TimeUnit.SECONDS);
        if (Double.isInfinite(total)) {
            timing.get().record(total); // which is refused; the next reading covers these calls
        } else if (!Double.isNaN(total)) {
            tell(count, total);
        }
    }

    private void tell(double count, double total) {
        long more = (long) (count - lastCount);
        boolean anew = more < 0 || total < lastTotal;
        if (!anew) {
            send(more, (total - lastTotal) / more);
        }
        if (anew || more > 0) { // else a sum that is ahead of its count waits for it
            lastCount = count;
            lastTotal = total;
        }
    }

    private void send(long calls, double average) {
        for (long i = 0; i < calls && !Thread.currentThread().isInterrupted(); i++) {
            timing.get().record(average);
            pace.sent();
        }
    }
}
