package io.sprockets.statsd.micrometer;

import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.Arrays;

/** Changes what a meter asks for to what the registry gives it. */
final class Statistics {
    private static final Duration LONGEST =
            Duration.ofNanos(Long.MAX_VALUE); // 292 years, in which "never" is true enough

    private Statistics() {}

    /** A duration that nanoseconds and milliseconds can count. */
    static Duration countable(Duration duration) {
        return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }

    /** Where buckets are wanted, the last one takes all: so what is above every bound is known. */
    static DistributionStatisticConfig of(DistributionStatisticConfig wanted) {
        DistributionStatisticConfig.Builder changes = DistributionStatisticConfig.builder();
        Duration expiry = wanted.getExpiry();
        if (expiry != null) {
            changes.expiry(countable(expiry));
        }
        double[] bounds = wanted.getServiceLevelObjectiveBoundaries();
        if (bounds != null) {
            double[] all = Arrays.copyOf(bounds, bounds.length + 1);
            all[bounds.length] = Double.POSITIVE_INFINITY;
            changes.serviceLevelObjectives(all);
        }
        return changes.build().merge(wanted);
    }
}
