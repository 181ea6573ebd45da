package io.sprockets.statsd;

import java.math.BigDecimal;
import java.util.concurrent.ThreadLocalRandom;

/** Which calls of a view are recorded. Any thread may use it. */
record Sampling(double rate) {
    /** Every call. */
    static final Sampling ALL = new Sampling(1);

    Sampling {
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate is " + rate + ", expected more than 0 and at most 1");
        }
    }

    boolean takes() {
        return rate == 1 || ThreadLocalRandom.current().nextDouble() < rate;
    }

    /** The field that tells a server of it: plain decimal, since some read an exponent wrongly; none for every call. */
    String field() {
        return rate == 1
                ? ""
                : "|@"
                        + new BigDecimal(Double.toString(rate))
                                .stripTrailingZeros()
                                .toPlainString();
    }
}
