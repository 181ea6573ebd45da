package io.sprockets.statsd.fold;

import io.sprockets.statsd.line.Decimal;
import io.sprockets.statsd.line.SeriesKey;
import java.math.BigDecimal;

/** A gauge: its last value with the changes since, or just the changes while no value is known. */
final class GaugeSeries extends Series {
    private final Sum value = new Sum();
    private final boolean signIsChange;
    private boolean known;

    GaugeSeries(SeriesKey key, boolean signIsChange) {
        super(key);
        this.signIsChange = signIsChange;
    }

    /** Sets it to zero. */
    void reset() {
        value.set(BigDecimal.ZERO);
        known = true;
    }

    /** Merges a change, and a value that came after it unless it is NaN, of so many calls. */
    void add(long change, double last, long calls) {
        value.add(change);
        if (!Double.isNaN(last)) {
            value.set(BigDecimal.valueOf(Decimal.significand(last), -Decimal.exponent(last)));
            known = true;
        }
        count(calls);
    }

    @Override
    boolean merge(SeriesKey metric) {
        if (signIsChange && metric.isSigned()) {
            value.add(metric.value());
        } else {
            value.set(new BigDecimal(metric.value()));
            known = true;
        }
        return metrics() == 1;
    }

    @Override
    void write(Lines to, boolean last) {
        BigDecimal total = value.take();
        String text = Sum.text(total);
        if (signIsChange && known && total.signum() < 0) {
            to.pair("0", text, metrics()); // alone it would be read as a change
        } else {
            to.line(known || total.signum() < 0 ? text : "+" + text, metrics());
        }
        known = false;
    }
}
