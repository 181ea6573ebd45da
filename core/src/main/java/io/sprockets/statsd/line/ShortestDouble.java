package io.sprockets.statsd.line;

import java.math.BigInteger;

/**
 * The shortest decimal that reads back as a given double, by Raffaele Giulietti's Schubfach ("The Schubfach way to
 * render doubles", 2020). It takes finite doubles but zero. Any thread may use it; nothing is allocated.
 *
 * <p>A double stands for all reals that round to it. Of the decimals in that interval, scaled by the power of ten that
 * leaves two or three candidates, the algorithm takes the one with the fewest digits, and of those the nearest.
 */
final class ShortestDouble {
    private static final int FRACTION_BITS = 52;
    private static final long FRACTION = (1L << FRACTION_BITS) - 1;
    private static final long IMPLICIT_BIT = 1L << FRACTION_BITS;
    private static final int MIN_EXPONENT = -1074; // of the last bit

    private static final int MIN_POWER = -324;
    private static final int MAX_POWER = 293;
    private static final int POWER_BITS = 126;
    private static final long LOW_63 = Long.MAX_VALUE;

    /** For each power of ten its 126 leading bits, rounded up: the higher 63 at an even index, the lower 63 after. */
    private static final long[] POWERS = powers();

    private ShortestDouble() {}

    static int exponent(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int shift = tinyShift(bits);
        return decimalExponent(binaryExponent(bits), mantissa(bits)) - shift;
    }

    static long significand(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int shift = tinyShift(bits);
        long mantissa = shift == 0 ? mantissa(bits) : mantissa(bits) * 10;
        long magnitude = shortest(binaryExponent(bits), mantissa);
        return bits < 0 ? -magnitude : magnitude;
    }

    /** The two smallest doubles have too few bits for the algorithm: they are taken times ten. */
    private static int tinyShift(long bits) {
        return (bits & Long.MAX_VALUE) < 3 ? 1 : 0;
    }

    private static long mantissa(long bits) {
        boolean normal = (bits & ~FRACTION & LOW_63) != 0;
        return normal ? (bits & FRACTION) | IMPLICIT_BIT : bits & FRACTION;
    }

    private static int binaryExponent(long bits) {
        int biased = (int) (bits >>> FRACTION_BITS) & 0x7FF;
        return MIN_EXPONENT + Math.max(biased - 1, 0);
    }

    private static long shortest(int exponent, long mantissa) {
        int power = decimalExponent(exponent, mantissa);
        int shift = exponent + floorLog2OfPowerOfTen(-power) + 2;
        long odd = mantissa & 1; // the interval's ends round to the double only if its mantissa is even
        long lowerGap = isPowerOfTwo(exponent, mantissa) ? 1 : 2; // the gap below a power of two is half as wide
        long value = product(power, (mantissa << 2) << shift);
        long lower = product(power, ((mantissa << 2) - lowerGap) << shift) + odd;
        long upper = product(power, ((mantissa << 2) + 2) << shift) - odd;
        long floor = value >> 2;
        if (floor >= 100) { // one digit fewer, if just one such decimal lies inside
            long tenBelow = floor / 10 * 10;
            boolean belowInside = lower <= (tenBelow << 2);
            boolean aboveInside = ((tenBelow + 10) << 2) <= upper;
            if (belowInside != aboveInside) {
                return belowInside ? tenBelow : tenBelow + 10;
            }
        }
        boolean belowInside = lower <= (floor << 2);
        boolean aboveInside = ((floor + 1) << 2) <= upper;
        if (belowInside != aboveInside) {
            return belowInside ? floor : floor + 1;
        }
        long aboveMiddle = value - (floor << 2) - 2;
        return aboveMiddle < 0 || (aboveMiddle == 0 && (floor & 1) == 0) ? floor : floor + 1;
    }

    private static int decimalExponent(int exponent, long mantissa) {
        // floor(log10(2^e)), or of three quarters of it where the interval is that much narrower
        long correction = isPowerOfTwo(exponent, mantissa) ? -274_743_187_321L : 0;
        return (int) ((exponent * 661_971_961_083L + correction) >> 41);
    }

    private static boolean isPowerOfTwo(int exponent, long mantissa) {
        return mantissa == IMPLICIT_BIT && exponent > MIN_EXPONENT;
    }

    private static int floorLog2OfPowerOfTen(int power) {
        return (int) ((power * 913_124_641_741L) >> 38);
    }

    /** The leading bits of {@code factor * 10^-power}, the last one set if anything was cut off. */
    private static long product(int power, long factor) {
        int index = 2 * (power - MIN_POWER);
        long high = POWERS[index];
        long carry = Math.multiplyHigh(POWERS[index + 1], factor);
        long middle = ((high * factor) >>> 1) + carry;
        long top = Math.multiplyHigh(high, factor) + (middle >>> 63);
        return top | (((middle & LOW_63) + LOW_63) >>> 63);
    }

    private static long[] powers() {
        long[] table = new long[2 * (MAX_POWER - MIN_POWER + 1)];
        for (int power = MIN_POWER; power <= MAX_POWER; power++) {
            BigInteger leading = leadingBits(-power);
            int index = 2 * (power - MIN_POWER);
            table[index] = leading.shiftRight(63).longValueExact();
            table[index + 1] = leading.longValue() & LOW_63;
        }
        return table;
    }

    /** {@code floor(10^power / 2^r) + 1} with the r that leaves 126 bits. */
    private static BigInteger leadingBits(int power) {
        int shift = POWER_BITS - 1 - floorLog2OfPowerOfTen(power);
        BigInteger ten = BigInteger.TEN.pow(Math.abs(power));
        BigInteger scaled;
        if (power < 0) {
            scaled = BigInteger.ONE.shiftLeft(shift).divide(ten);
        } else {
            scaled = shift >= 0 ? ten.shiftLeft(shift) : ten.shiftRight(-shift);
        }
        return scaled.add(BigInteger.ONE);
    }
}
