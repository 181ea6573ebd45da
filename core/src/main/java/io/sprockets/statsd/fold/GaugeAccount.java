package io.sprockets.statsd.fold;

import io.sprockets.statsd.series.Series;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A gauge: its last value with the changes after it, or the changes alone while no value is known. A number that would
 * no longer fit into a line is closed, and later changes go into another one. Only the sender thread uses it.
 */
final class GaugeAccount extends NumberAccount {
    /** A number that other changes follow. */
    private record Closed(boolean isValue, BigDecimal number) {}

    private final boolean signIsChange;
    private final NumberBytes bytes;
    private final Sum sum = new Sum();
    private final Deque<Closed> closed = new ArrayDeque<>(0);
    private boolean isValue; // and not a change

    GaugeAccount(Series series, Budget budget, boolean signIsChange) {
        super(series);
        this.signIsChange = signIsChange;
        this.bytes = new NumberBytes(budget, 2 * Budget.OBJECT);
    }

    @Override
    boolean add(boolean change, long significand, int exponent) {
        if (!change) {
            begin();
            bytes.free();
            sum.set(significand, exponent);
        } else if (metrics() == 0 || sum.fitsRoughly(exponent, series.spareRoom())) {
            sum.add(significand, exponent);
        } else {
            return addClosely(BigDecimal.valueOf(significand, -exponent));
        }
        count(1, 1 - Math.min(lines(), 1));
        return true;
    }

    @Override
    boolean add(boolean change, BigDecimal number) {
        if (change && metrics() > 0) {
            return addClosely(number);
        }
        if (!bytes.replaceAll(number)) {
            return false;
        }
        if (!change) {
            begin();
        }
        sum.set(number);
        count(1, 1 - Math.min(lines(), 1));
        return true;
    }

    /** A value makes all that came before it void. */
    private void begin() {
        count(0, -closed.size());
        closed.clear();
        isValue = true;
    }

    private boolean addClosely(BigDecimal change) {
        BigDecimal last = sum.total();
        BigDecimal total = last.add(change);
        boolean fits = fits(total);
        if (!(fits ? bytes.replace(total) : bytes.close(last, change))) {
            return false;
        }
        if (!fits) {
            closed.add(new Closed(isValue, last));
            isValue = false;
        }
        sum.set(fits ? total : change);
        count(1, fits ? 0 : 1);
        return true;
    }

    private boolean fits(BigDecimal total) {
        if (isValue) {
            boolean pair = signIsChange && total.signum() < 0;
            return Sum.fits(total, pair ? series.spareRoom() : series.room());
        }
        return Sum.fits(total, series.room() - 1); // the sign
    }

    @Override
    void write(Output output, boolean last) {
        while (!closed.isEmpty() && output.hasRoom()) {
            Closed first = closed.remove();
            Sum number = new Sum();
            number.set(first.number);
            line(output, number, first.isValue);
            count(-1, -1);
            bytes.open(first.number);
        }
        if (closed.isEmpty() && output.hasRoom()) {
            line(output, sum, isValue);
            count(-metrics(), -lines());
            isValue = false;
        }
    }

    private void line(Output output, Sum number, boolean value) {
        output.begin(series);
        if (value && signIsChange && number.isNegative()) { // alone it would be read as a change
            output.put('0').putTail(series).join().put(series.line(), 0, series.valueAt());
        } else if (!value && !number.isNegative()) {
            output.put('+');
        }
        output.put(number).putTail(series).end();
    }

    @Override
    void free() {
        bytes.free();
    }
}
