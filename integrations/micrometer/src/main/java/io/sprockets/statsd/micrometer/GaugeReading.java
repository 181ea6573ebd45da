package io.sprockets.statsd.micrometer;

import io.micrometer.core.instrument.AbstractMeter;
import io.micrometer.core.instrument.Gauge;
import java.lang.ref.WeakReference;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A gauge of an object that it does not keep alive. */
final class GaugeReading<T> extends AbstractMeter implements Gauge, Reading {
    private final WeakReference<@Nullable T> object;
    private final ToDoubleFunction<T> function;
    private final Level level;

    GaugeReading(Id id, @Nullable T object, ToDoubleFunction<T> function, Level level) {
        super(id);
        this.object = new WeakReference<>(object);
        this.function = function;
        this.level = level;
    }

    @Override
    public double value() {
        T present = object.get();
        return present == null ? Double.NaN : function.applyAsDouble(present);
    }

    @Override
    public void read() {
        level.tell(value());
    }
}
