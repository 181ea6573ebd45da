package io.sprockets.statsd.micrometer;

import io.micrometer.core.instrument.AbstractMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Statistic;
import java.math.BigDecimal;
import java.util.concurrent.atomic.DoubleAdder;

/**
 * A counter whose increments go to the connector as they are made. Servers add up whole numbers in any dialect; the
 * fractions that have not come to one are sent when they are read. Any thread may use it.
 */
final class CounterMeter extends AbstractMeter implements Counter, Reading, Removable {
    private static final double ALL_WHOLE = 1L << 53; // from there on a double has no fraction

    private final DoubleAdder count = new DoubleAdder();
    private final Carry carry = new Carry();
    private final Instruments instruments;
    private final Bound<io.sprockets.statsd.Counter> counter;

    CounterMeter(Id id, Instruments instruments) {
        super(id);
        this.instruments = instruments;
        this.counter = instruments.counter(id, Statistic.COUNT);
    }

    @Override
    public void increment(double amount) {
        if (amount > 0) {
            count.add(amount);
            long whole = (long) amount;
            if (whole == amount || amount >= ALL_WHOLE) {
                counter.get().incr(whole);
            } else {
                addFraction(amount);
            }
        }
    }

    private void addFraction(double amount) {
        long whole = carry.add(amount);
        if (whole > 0) {
            counter.get().incr(whole);
        }
    }

    @Override
    public double count() {
        return count.sum();
    }

    /** Sends the fractions where servers add them up. */
    @Override
    public void read() {
        if (instruments.holdFractions()) {
            sendRest();
        }
    }

    @Override
    public void readLast() {
        sendRest();
    }

    @Override
    public void remove() {
        sendRest();
        counter.end(Instruments.noCounter());
    }

    private void sendRest() {
        BigDecimal rest = carry.take();
        if (rest.signum() > 0) {
            instruments.fraction(getId(), Statistic.COUNT, rest);
        }
    }
}
