package io.sprockets.statsd.micrometer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Statistic;
import io.sprockets.statsd.Counter;
import java.math.BigDecimal;

/**
 * One counter of the connector, which gets its increase at each reading. What a server could not hold is added
 * next time. One thread at a time uses it.
 */
final class Increments {
    private static final double NO_LONG =
            0x1p63; // neither this nor what is beyond it on either side, but for the least long

    private final Meter.Id id;
    private final Statistic statistic;
    private final Instruments instruments;
    private final Bound<Counter> counter;
    private double rest;

    Increments(Meter.Id id, Statistic statistic, Instruments instruments) {
        this.id = id;
        this.statistic = statistic;
        this.instruments = instruments;
        this.counter = instruments.counter(id, statistic);
    }

    /**
     * Sends an amount, which may be zero or less. If it is no number, there is none; if it is infinite, the connector
     * refuses it.
     */
    void tell(double amount) {
        if (Math.abs(amount) >= NO_LONG) {
            counter.get().incr(amount);
        } else if (!Double.isNaN(amount)) {
            add(amount);
        }
    }

    private void add(double amount) {
        double due = rest + amount;
        long whole = (long) due;
        if (whole == due || !instruments.holdFractions()) {
            counter.get().incr(whole);
            rest = due - whole;
        } else {
            BigDecimal sent = Carry.rounded(due);
            instruments.fraction(id, statistic, sent);
            rest = due - sent.doubleValue();
        }
    }
}
