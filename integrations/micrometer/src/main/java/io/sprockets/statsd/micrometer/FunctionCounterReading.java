package io.sprockets.statsd.micrometer;

import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.cumulative.CumulativeFunctionCounter;
import java.util.function.ToDoubleFunction;

/** A counter that something else keeps, of which is sent by how much it has grown. */
final class FunctionCounterReading<T> extends CumulativeFunctionCounter<T> implements Reading {
    private final Increments increments;
    private double last;

    FunctionCounterReading(Id id, T object, ToDoubleFunction<T> function, Instruments instruments) {
        super(id, object, function);
        this.increments = new Increments(id, Statistic.COUNT, instruments);
    }

    @Override
    public void read() {
        double count = count();
        if (Double.isFinite(count)) {
            increments.tell(Math.max(count - last, 0)); // if it fell it restarted, at an unknown value
            last = count;
        } else {
            increments.tell(count);
        }
    }
}
