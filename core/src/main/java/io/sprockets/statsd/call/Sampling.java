package io.sprockets.statsd.call;

import java.math.BigDecimal;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which calls of a view are recorded, and the rate that lines state. Immutable; any thread may use it.
 *
 * @param rate the share of calls that are recorded
 * @param draws whether that is decided here, and not by the caller
 */
record Sampling(double rate, boolean draws) {
    /** Every call. */
    static final Sampling ALL = new Sampling(1, false);

    Sampling {
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate is " + rate + ", expected more than 0 and at most 1");
        }
    }

    boolean takes() {
        return !draws || ThreadLocalRandom.current().nextDouble() < rate;
    }

    /** The rate field of a line: plain decimal, since some servers misread exponents; empty at a rate of 1. */
    String field() {
        return rate == 1
                ? ""
                : "|@"
                        + new BigDecimal(Double.toString(rate))
                                .stripTrailingZeros()
                                .toPlainString();
    }
}
