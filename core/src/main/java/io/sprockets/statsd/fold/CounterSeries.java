package io.sprockets.statsd.fold;

import io.sprockets.statsd.line.SeriesKey;
import java.math.BigDecimal;

/** A counter: the sum. Servers count in whole numbers, so a fraction waits until it has become one. */
final class CounterSeries extends Series {
    private final Sum sum = new Sum();
    private final boolean fractional;

    CounterSeries(SeriesKey key, boolean fractional) {
        super(key);
        this.fractional = fractional;
    }

    /** Merges an amount that came in so many calls. */
    void add(long amount, long calls) {
        sum.add(amount);
        count(calls);
    }

    @Override
    boolean merge(SeriesKey metric) {
        long value = metric.smallValue();
        if (value >= 0) {
            sum.add(value);
        } else {
            sum.add(metric.value());
        }
        return metrics() == 1;
    }

    @Override
    void write(Lines to, boolean last) {
        BigDecimal amount = fractional || last ? sum.take() : sum.takeWhole();
        boolean waits = sum.total().signum() != 0;
        if (amount.signum() != 0 || (metrics() > 0 && !waits)) {
            to.line(Sum.text(amount), metrics());
        }
    }

    @Override
    boolean isEmpty() {
        return super.isEmpty() && sum.total().signum() == 0;
    }
}
