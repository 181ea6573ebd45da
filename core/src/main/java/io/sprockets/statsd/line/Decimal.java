package io.sprockets.statsd.line;

/**
 * Numbers as plain decimal digits: {@code significand * 10^exponent}. Longs are exact, doubles the shortest decimal
 * that reads back as the same double, never with an exponent and in no locale. Any thread may use it; nothing is
 * allocated.
 */
public final class Decimal {
    /** The exponent of a number of nanoseconds that is to be written as milliseconds. */
    public static final int NANOS_AS_MILLIS = -6;

    private static final int MOST_DIGITS =
            20; // of a long, with its sign; a fraction's zero and point come with its exponent
    private static final double EXACT_INTEGERS = 1L << 53; // below it a double without a fraction is a long

    private static final long[] POWERS_OF_TEN = powersOfTen();

    private Decimal() {}

    /** The significand of a finite double; it goes with {@link #exponent}. */
    public static long significand(double value) {
        return isInteger(value) ? (long) value : ShortestDouble.significand(value);
    }

    /** The decimal exponent of a finite double; it goes with {@link #significand}. */
    public static int exponent(double value) {
        return isInteger(value) ? 0 : ShortestDouble.exponent(value);
    }

    /** How many zeros can be taken from the end of a fraction without changing the number. */
    public static int needlessZeros(long significand, int exponent) {
        if (exponent >= 0) {
            return 0;
        }
        if (significand == 0) {
            return -exponent;
        }
        int zeros = 0;
        for (long rest = significand; zeros < -exponent && rest % 10 == 0; rest /= 10) {
            zeros++;
        }
        return zeros;
    }

    /** The significand without this many zeros at its end; the exponent grows by their number. */
    public static long withoutZeros(long significand, int zeros) {
        return zeros == 0 || significand == 0 ? significand : significand / POWERS_OF_TEN[zeros];
    }

    /** A power of ten from 0 to 18. */
    public static long powerOfTen(int exponent) {
        return POWERS_OF_TEN[exponent];
    }

    /** Characters that a number with such an exponent has at most. */
    public static int roughLength(int exponent) {
        return MOST_DIGITS + Math.abs(exponent);
    }

    /** The characters of a number without needless zeros. */
    public static int shortestLength(long significand, int exponent) {
        int zeros = needlessZeros(significand, exponent);
        return length(withoutZeros(significand, zeros), exponent + zeros);
    }

    /** Writes a number in plain decimal, without needless zeros. Returns the index after it. */
    public static int writeShortest(long significand, int exponent, byte[] target, int start) {
        int zeros = needlessZeros(significand, exponent);
        return write(withoutZeros(significand, zeros), exponent + zeros, target, start);
    }

    /** The characters that {@link #write} writes. */
    static int length(long significand, int exponent) {
        int sign = significand < 0 ? 1 : 0;
        int digits = digits(significand);
        if (exponent >= 0) {
            return sign + digits + (significand == 0 ? 0 : exponent);
        }
        return sign + (digits > -exponent ? digits + 1 : 2 - exponent);
    }

    /** Writes a number in plain decimal. Returns the index after it. */
    static int write(long significand, int exponent, byte[] target, int start) {
        int at = start;
        if (significand < 0) {
            target[at++] = '-';
        }
        if (exponent >= 0) {
            at = writeDigits(significand, digits(significand), target, at);
            return significand == 0 ? at : fill(exponent, target, at);
        }
        return writeFraction(significand, -exponent, target, at);
    }

    private static int writeFraction(long significand, int decimals, byte[] target, int start) {
        int at = start;
        int digits = digits(significand);
        if (digits <= decimals) { // 0.00ddd
            at = fill(1, target, at);
            target[at++] = '.';
            at = fill(decimals - digits, target, at);
            return writeDigits(significand, digits, target, at);
        }
        int whole = digits - decimals; // dd.ddd
        long unit = POWERS_OF_TEN[decimals];
        writeDigits(significand / unit, whole, target, at);
        target[at + whole] = '.';
        return writeDigits(significand % unit, decimals, target, at + whole + 1);
    }

    /** Writes the magnitude of a number in exactly this many digits, which may start with zeros. */
    private static int writeDigits(long number, int digits, byte[] target, int at) {
        long rest = number < 0 ? number : -number; // negative, since that holds Long.MIN_VALUE too
        for (int i = at + digits - 1; i >= at; i--) {
            long quotient = rest / 10;
            target[i] = (byte) ('0' - (rest - quotient * 10));
            rest = quotient;
        }
        return at + digits;
    }

    private static int fill(int zeros, byte[] target, int at) {
        for (int i = at; i < at + zeros; i++) {
            target[i] = '0';
        }
        return at + zeros;
    }

    private static int digits(long number) {
        if (number == Long.MIN_VALUE) {
            return 19;
        }
        long magnitude = Math.abs(number);
        int digits = 1;
        while (digits < 19 && magnitude >= POWERS_OF_TEN[digits]) {
            digits++;
        }
        return digits;
    }

    private static boolean isInteger(double value) {
        return Math.abs(value) < EXACT_INTEGERS && (long) value == value;
    }

    private static long[] powersOfTen() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
