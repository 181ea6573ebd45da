package io.sprockets.statsd.micrometer;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.internal.DefaultLongTaskTimer;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A timer of tasks that are not over yet: how many there are, how long all and the longest of them have taken. */
final class LongTaskReading extends DefaultLongTaskTimer implements Reading {
    private final Level active;
    private final Level duration;
    private final Level longest;

    LongTaskReading(Id id, Clock clock, DistributionStatisticConfig statistics, Function<Statistic, Level> levels) {
        super(id, clock, TimeUnit.MILLISECONDS, statistics, false);
        this.active = levels.apply(Statistic.ACTIVE_TASKS);
        this.duration = levels.apply(Statistic.DURATION);
        this.longest = levels.apply(Statistic.MAX);
    }

    @Override
    public void read() {
        active.tell(activeTasks());
        duration.tell(duration(TimeUnit.MILLISECONDS));
        longest.tell(max(TimeUnit.MILLISECONDS));
    }
}
