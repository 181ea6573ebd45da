package io.sprockets.statsd.micrometer;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Statistic;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.Function;

/**
 * The values of a meter of the application's own. As in Micrometer's own registry, counts and totals are added to a
 * counter as they are, others set a gauge, a maximum is not sent, and of two values that would have one name it is the
 * last.
 */
final class MeasurementsReading implements Reading {
    private final Map<String, Runnable> values = new HashMap<>(); // by the word for their statistic

    MeasurementsReading(
            Meter.Id id,
            Iterable<Measurement> measurements,
            Instruments instruments,
            Function<Statistic, Level> levels) {
        for (Measurement measurement : measurements) {
            Statistic statistic = measurement.getStatistic();
            switch (statistic) {
                case COUNT, TOTAL, TOTAL_TIME -> add(measurement, new Increments(id, statistic, instruments)::tell);
                case VALUE, ACTIVE_TASKS, DURATION, UNKNOWN -> add(measurement, levels.apply(statistic)::tell);
                case MAX -> {}
            }
        }
    }

    private void add(Measurement measurement, DoubleConsumer target) {
        values.put(measurement.getStatistic().getTagValueRepresentation(), () -> target.accept(measurement.getValue()));
    }

    @Override
    public void read() {
        values.values().forEach(Runnable::run);
    }
}
