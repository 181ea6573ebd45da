package io.sprockets.statsd.fold;

import java.math.BigDecimal;

/** A sum that neither cuts fractions off nor overflows: exact for all decimals. Only the sender thread uses it. */
final class Sum {
    private long whole;
    private BigDecimal rest = BigDecimal.ZERO; // what is no whole number, or too large for a long

    void set(BigDecimal decimal) {
        whole = 0;
        rest = decimal;
    }

    void add(String decimal) {
        rest = rest.add(new BigDecimal(decimal));
    }

    void add(long value) {
        long sum = whole + value;
        if (((whole ^ sum) & (value ^ sum)) < 0) { // it overflowed
            rest = rest.add(BigDecimal.valueOf(whole));
            sum = value;
        }
        whole = sum;
    }

    BigDecimal total() {
        return rest.signum() == 0 ? BigDecimal.valueOf(whole) : rest.add(BigDecimal.valueOf(whole));
    }

    /** Takes all of it. */
    BigDecimal take() {
        BigDecimal total = total();
        whole = 0;
        rest = BigDecimal.ZERO;
        return total;
    }

    /** Takes its whole part and leaves the fraction. */
    BigDecimal takeWhole() {
        BigDecimal total = total();
        BigDecimal taken = new BigDecimal(total.toBigInteger());
        whole = 0;
        rest = total.subtract(taken);
        return taken;
    }

    /** A number as servers read it: plain, without needless zeros. */
    static String text(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
