package io.sprockets.statsd.fold;

import io.sprockets.statsd.line.Decimal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A sum of decimals, exact for all of them: {@code digits * 10^exponent}, and an object only if that overflows. Only
 * the sender thread uses it.
 */
final class Sum {
    private static final int MOST_DIGITS = 18; // of a power of ten that is a long
    private static final int BITS_PER_DIGIT = 3; // at least
    private static final int SIGNS = "-0.".length();

    private long digits;
    private int exponent;
    private @Nullable BigDecimal large; // the sum, if it is not the two above

    void set(long significand, int power) {
        digits = significand;
        exponent = power;
        large = null;
    }

    void set(BigDecimal number) {
        large = number;
    }

    void add(long significand, int power) {
        if (large == null && power == exponent) {
            long sum = digits + significand;
            if (((digits ^ sum) & (significand ^ sum)) >= 0) {
                digits = sum;
                return;
            }
        }
        addOther(significand, power);
    }

    private void addOther(long significand, int power) {
        if (large != null) {
            large = large.add(BigDecimal.valueOf(significand, -power));
        } else if (digits == 0) {
            set(significand, power);
        } else if (significand != 0) {
            addScaled(significand, power);
        }
    }

    /** Gives both the lower exponent, if there is room for that. */
    private void addScaled(long significand, int power) {
        int distance = power - exponent;
        long mine = distance < 0 ? scaled(digits, -distance) : digits;
        long other = distance > 0 ? scaled(significand, distance) : significand;
        long sum = mine + other;
        if (mine == 0 || other == 0 || ((mine ^ sum) & (other ^ sum)) < 0) {
            set(total().add(BigDecimal.valueOf(significand, -power)));
        } else {
            set(sum, Math.min(exponent, power));
        }
    }

    /** A number times a power of ten; 0 if that is no long. */
    private static long scaled(long number, int power) {
        if (power > MOST_DIGITS) {
            return 0;
        }
        long factor = Decimal.powerOfTen(power);
        long product = number * factor;
        boolean exact = Math.multiplyHigh(number, factor) == product >> (Long.SIZE - 1);
        return exact ? product : 0;
    }

    boolean isZero() {
        return large == null ? digits == 0 : large.signum() == 0;
    }

    boolean isNegative() {
        return large == null ? digits < 0 : large.signum() < 0;
    }

    BigDecimal total() {
        return large == null ? BigDecimal.valueOf(digits, -exponent) : large;
    }

    /** Whether it has a fraction. */
    boolean isWhole() {
        return (large == null && exponent >= 0) || fraction().signum() == 0;
    }

    /** What is left when the whole part is taken. */
    BigDecimal fraction() {
        BigDecimal total = total();
        return total.subtract(total.setScale(0, RoundingMode.DOWN));
    }

    /** Whether it has surely no more characters than that when such a number has been added. */
    boolean fitsRoughly(int power, int room) {
        return large == null && Decimal.roughLength(exponent) + Decimal.roughLength(power) <= room;
    }

    /** Bytes that it takes beside the object. */
    static long bytes(BigDecimal number) {
        return (long) Budget.OBJECT + number.unscaledValue().bitLength() / Byte.SIZE;
    }

    /** Whether a number has no more characters than that as it is written. */
    static boolean fits(BigDecimal number, int room) {
        int digits = number.unscaledValue().bitLength() / BITS_PER_DIGIT + 1;
        int most = digits + Math.abs(number.scale()) + SIGNS; // which is cheap to know, and mostly enough
        return most <= room || text(number).length() <= room;
    }

    /** A number as servers read it: plain, without needless zeros. */
    static String text(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** Writes the sum. Returns the index behind it. */
    @SuppressWarnings("deprecation") // it is ASCII
    int write(byte[] target, int at) {
        if (large == null) {
            return Decimal.writeShortest(digits, exponent, target, at);
        }
        String text = text(large);
        text.getBytes(0, text.length(), target, at);
        return at + text.length();
    }
}
