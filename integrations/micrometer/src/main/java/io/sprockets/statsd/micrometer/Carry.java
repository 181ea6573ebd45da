package io.sprockets.statsd.micrometer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What of a counter's increments has not come to a whole number yet. Any thread may use it; adding allocates nothing.
 */
final class Carry {
    private static final int DECIMALS = 12; // what is smaller stays, since sums of doubles are off by less
    private static final double LEAST = 1e-12;

    private final AtomicLong rest = new AtomicLong(); // bits of a double

    /**
     * Adds an amount, above zero and below 1.
     *
     * @return the whole number that is to be sent now, and is not in the carry any more
     */
    long add(double amount) {
        while (true) {
            long before = rest.get();
            double sum = Double.longBitsToDouble(before) + amount;
            double whole = Math.max(Math.floor(sum + LEAST), 0);
            if (rest.compareAndSet(before, Double.doubleToRawLongBits(sum - whole))) {
                return (long) whole;
            }
        }
    }

    /** Takes what there is, with the decimals that a server can distinguish; zero if there is nothing. */
    BigDecimal take() {
        while (true) {
            long before = rest.get();
            double sum = Double.longBitsToDouble(before);
            BigDecimal taken = rounded(sum);
            if (taken.signum() <= 0) {
                return BigDecimal.ZERO;
            }
            if (rest.compareAndSet(before, Double.doubleToRawLongBits(sum - taken.doubleValue()))) {
                return taken;
            }
        }
    }

    static BigDecimal rounded(double value) {
        return new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros();
    }
}
