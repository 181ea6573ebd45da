package io.sprockets.statsd.micrometer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Statistic;
import io.sprockets.statsd.Counter;
import java.math.BigDecimal;

/**
 * One counter of the connector, told at each reading by how much it has grown. What a server could not hold is added next
 * time. One thread at a time uses it.
 */
final class Increments {
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

    /** Sends an amount, which may be zero or less; one that is no number or not finite is left out. */
    void tell(double amount) {
        double due = rest + amount;
        if (!Double.isFinite(due)) {
            return;
        }
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
