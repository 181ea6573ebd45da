package io.sprockets.statsd.fold;

import io.sprockets.statsd.series.Series;
import java.math.BigDecimal;

/** An account of numbers. Only the sender thread uses it. */
abstract sealed class NumberAccount extends Account permits CounterAccount, GaugeAccount, TimerAccount {
    NumberAccount(Series series) {
        super(series);
    }

    /** Merges a number, or a change if it is one. Returns false, with nothing done, if there is no room for it. */
    abstract boolean add(boolean change, long significand, int exponent);

    /** Merges a number that may be no long. */
    abstract boolean add(boolean change, BigDecimal number);
}
