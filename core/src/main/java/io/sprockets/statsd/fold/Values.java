package io.sprockets.statsd.fold;

import io.sprockets.statsd.line.Decimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers in their order, which are most often of one exponent. Only the sender thread uses it. */
final class Values {
    private static final int FEW = 4;
    private static final int BYTES = Long.BYTES + Integer.BYTES; // of one value with its exponent

    private long[] digits = {};
    private int exponent; // of all of them, while there are no others
    private int @Nullable [] exponents;
    private int size;

    int size() {
        return size;
    }

    /** Whether another one needs more memory. */
    boolean isFull() {
        return size == digits.length;
    }

    /** The bytes that it takes. */
    long bytes() {
        return (long) digits.length * BYTES;
    }

    /** The additional bytes when it has grown to at most this many. */
    long bytesToGrow(int most) {
        return (long) (grown(most) - digits.length) * BYTES;
    }

    void grow(int most) {
        digits = Arrays.copyOf(digits, grown(most));
        exponents = exponents == null ? null : Arrays.copyOf(exponents, digits.length);
    }

    private int grown(int most) {
        return Math.min(most, Math.max(FEW, size * 2));
    }

    void add(long number, int power) {
        size++;
        set(size - 1, number, power);
    }

    void set(int index, long number, int power) {
        if (exponents == null && size > 1 && power != exponent) {
            exponents = new int[digits.length];
            Arrays.fill(exponents, exponent);
        }
        if (exponents == null) {
            exponent = power;
        } else {
            exponents[index] = power;
        }
        digits[index] = number;
    }

    /** Removes this many from the front. */
    void removeFirst(int count) {
        size -= count;
        System.arraycopy(digits, count, digits, 0, size);
        if (exponents != null) {
            System.arraycopy(exponents, count, exponents, 0, size);
        }
    }

    int write(int index, byte[] target, int at) {
        return Decimal.writeShortest(digits[index], exponent(index), target, at);
    }

    int length(int index) {
        return Decimal.shortestLength(digits[index], exponent(index));
    }

    private int exponent(int index) {
        return exponents == null ? exponent : exponents[index];
    }
}
