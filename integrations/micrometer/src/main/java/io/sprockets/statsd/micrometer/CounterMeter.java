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
    private static final double NO_LONG = 0x1p63; // the least that is none
    private static final double NO_AMOUNT = Double.NaN; // which the connector refuses, and counts as refused

    private final DoubleAdder count = new DoubleAdder();
    private final Carry carry = new Carry();
    private final Instruments instruments;
    private final Bound<io.sprockets.statsd.Counter> counter;
    private volatile boolean closed; // so nothing reads the fractions

    CounterMeter(Id id, Instruments instruments) {
        super(id);
        this.instruments = instruments;
        this.counter = instruments.counter(id, Statistic.COUNT);
    }

    /** Zero adds nothing. What is below it, infinite or no number is refused. */
    @Override
    public void increment(double amount) {
        if (amount > 0 && amount <= Double.MAX_VALUE) {
            count.add(amount);
            add(amount);
        } else if (amount != 0) {
            counter.get().incr(NO_AMOUNT);
        }
    }

    private void add(double amount) {
        long whole = (long) amount;
        if (amount >= NO_LONG) {
            counter.get().incr(amount);
        } else if (whole == amount) {
            counter.get().incr(whole);
        } else {
            addFraction(whole, amount - whole);
        }
    }

    private void addFraction(long whole, double fraction) {
        long due = whole + carry.add(fraction);
        if (due > 0) {
            counter.get().incr(due);
        }
        if (closed) {
            sendRest();
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

    /** It records on, but without a reader. */
    @Override
    public void close() {
        closed = true;
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
