package io.sprockets.statsd.micrometer;

import io.micrometer.core.instrument.AbstractDistributionSummary;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import io.sprockets.statsd.Histogram;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** A summary whose amounts go to the connector as they are recorded. Any thread may use it. */
final class SummaryMeter extends AbstractDistributionSummary implements Removable {
    private final LongAdder count = new LongAdder();
    private final DoubleAdder total = new DoubleAdder();
    private final TimeWindowMax max;
    private final Bound<Histogram> amounts;

    SummaryMeter(Id id, Clock clock, DistributionStatisticConfig statistics, double scale, Instruments instruments) {
        super(id, clock, statistics, scale, false);
        this.max = new TimeWindowMax(clock, statistics);
        this.amounts = instruments.amounts(id, statistics);
    }

    /**
     * What is infinite, or what a scale has turned below zero, is refused by the connector, and leaves no trace here.
     */
    @Override
    protected void recordNonNegative(double amount) {
        boolean taken = amount >= 0 && amount <= Double.MAX_VALUE;
        amounts.get().record(taken ? amount : Double.NaN);
        if (taken) {
            count.increment();
            total.add(amount);
            max.record(amount);
        }
    }

    @Override
    public long count() {
        return count.sum();
    }

    @Override
    public double totalAmount() {
        return total.sum();
    }

    @Override
    public double max() {
        return max.poll();
    }

    @Override
    public void remove() {
        amounts.end(Instruments.noAmounts());
    }
}
