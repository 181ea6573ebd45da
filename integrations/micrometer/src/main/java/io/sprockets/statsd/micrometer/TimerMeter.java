package io.sprockets.statsd.micrometer;

import io.micrometer.core.instrument.AbstractTimer;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.util.TimeUtils;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** A timer whose durations go to the connector as they are recorded. Any thread may use it. */
final class TimerMeter extends AbstractTimer implements Removable {
    private final LongAdder count = new LongAdder();
    private final LongAdder total = new LongAdder(); // nanoseconds
    private final TimeWindowMax max;
    private final Bound<Durations> durations;

    TimerMeter(
            Id id, Clock clock, DistributionStatisticConfig statistics, PauseDetector pauses, Instruments instruments) {
        super(id, clock, statistics, pauses, TimeUnit.MILLISECONDS, false);
        this.max = new TimeWindowMax(clock, statistics);
        this.durations = instruments.durations(id, statistics);
    }

    @Override
    public void record(Duration duration) {
        record(TimeUnit.NANOSECONDS.convert(duration), TimeUnit.NANOSECONDS); // does not throw, however long it is
    }

    /** What nanoseconds cannot count is refused by the connector, and leaves no trace here. */
    @Override
    protected void recordNonNegative(long amount, TimeUnit unit) {
        durations.get().record(amount, unit);
        long nanos = unit.toNanos(amount);
        if (nanos != Durations.TOO_LONG) {
            count.increment();
            total.add(nanos);
            max.record((double) nanos, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public long count() {
        return count.sum();
    }

    @Override
    public double totalTime(TimeUnit unit) {
        return TimeUtils.nanosToUnit((double) total.sum(), unit);
    }

    @Override
    public double max(TimeUnit unit) {
        return max.poll(unit);
    }

    @Override
    public void remove() {
        durations.end(Instruments.noDurations());
    }
}
