package io.sprockets.statsd.fold;

import io.sprockets.statsd.series.LastValues;
import io.sprockets.statsd.series.Series;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A counter: the sum. A sum that would no longer fit into a line is closed, and another one is started. Servers count
 * in whole numbers, so a fraction may wait until it adds up to one. Only the sender thread uses it.
 */
final class CounterAccount extends NumberAccount {
    private final boolean holdsFractions;
    private final NumberBytes bytes;
    private final LastValues values;
    private final Sum sum = new Sum();
    private final Deque<BigDecimal> closed = new ArrayDeque<>(0);

    CounterAccount(Series series, Budget budget, boolean holdsFractions, LastValues values) {
        super(series);
        this.holdsFractions = holdsFractions;
        this.bytes = new NumberBytes(budget, Budget.OBJECT);
        this.values = values;
    }

    @Override
    boolean add(boolean change, long significand, int exponent) {
        return add(significand, exponent, 1);
    }

    /** Adds an amount that came in this many calls. */
    boolean add(long significand, int exponent, long calls) {
        if (metrics() > 0 && !sum.fitsRoughly(exponent, series.room())) {
            return addClosely(BigDecimal.valueOf(significand, -exponent), calls);
        }
        sum.add(significand, exponent);
        count(calls, metrics() == 0 ? 1 : 0);
        return true;
    }

    @Override
    boolean add(boolean change, BigDecimal number) {
        return addClosely(number, 1);
    }

    private boolean addClosely(BigDecimal number, long calls) {
        BigDecimal last = sum.total();
        BigDecimal total = last.add(number);
        boolean fits = metrics() == 0 || Sum.fits(total, series.room());
        if (!(fits ? bytes.replace(total) : bytes.close(last, number))) {
            return false;
        }
        if (!fits) {
            closed.add(last);
        }
        sum.set(fits ? total : number);
        count(calls, fits && metrics() > 0 ? 0 : 1);
        return true;
    }

    @Override
    void write(Output output, boolean last) {
        while (!closed.isEmpty() && output.hasRoom()) {
            BigDecimal first = closed.remove();
            Sum part = new Sum();
            part.set(first);
            line(output, part);
            count(-1, -1);
            bytes.open(first);
        }
        if (!closed.isEmpty() || !output.hasRoom()) {
            return;
        }
        if (last || !holdsFractions || sum.isWhole()) {
            line(output, sum);
            count(-metrics(), -lines());
        } else if (metrics() > 1) {
            writeWhole(output);
        }
    }

    /** Leaves the fraction, and one metric that is written with it; one alone has to wait for another one. */
    private void writeWhole(Output output) {
        BigDecimal fraction = sum.fraction();
        BigDecimal whole = sum.total().subtract(fraction);
        if (whole.signum() != 0) {
            sum.set(whole);
            line(output, sum);
            sum.set(fraction);
            bytes.replace(fraction);
            count(1 - metrics(), 0);
        }
    }

    private void line(Output output, Sum number) {
        output.begin(series).put(number).putTail(series).end();
        if (values.areKept()) {
            values.noteSum(series, number.total().doubleValue());
        }
    }

    @Override
    void free() {
        bytes.free();
    }
}
