package io.sprockets.statsd.testing.line;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The fast way to the series. A shape is a line without its value, {@code name:} and {@code |type|@rate|#tags}; lines
 * of a known shape differ only in a number, so they are added to their series without being parsed again. What it
 * answers is what the parser would have said. Memory is bounded: {@code maxShapes} of at most 512 bytes. One thread at
 * a time may use it.
 *
 * @param <T> a series
 */
public final class Shapes<T extends Shapes.Target> {
    /** A series: what numbers are added to. */
    public interface Target {
        /**
         * Adds a value as it was sent.
         *
         * @param signed whether it was sent with a sign
         */
        void add(double value, double rate, boolean signed);

        /** Whether the parser takes a number with a sign for good, whatever the number. */
        boolean takesSigns();
    }

    private static final int MAX_SHAPE_BYTES = 512; // longer ones are parsed each time
    private static final int MAX_DIGITS = 15; // up to here a long divided by a power of ten is exact
    private static final double[] POWERS = new double[MAX_DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private static final class Shape<T> {
        final byte[] before;
        final byte[] after;
        final int hash;
        final T series;
        final double rate;

        Shape(byte[] before, byte[] after, int hash, T series, double rate) {
            this.before = before;
            this.after = after;
            this.hash = hash;
            this.series = series;
            this.rate = rate;
        }

        boolean fits(byte[] bytes, int from, int colon, int bar, int to) {
            return Arrays.equals(before, 0, before.length, bytes, from, colon)
                    && Arrays.equals(after, 0, after.length, bytes, bar, to);
        }
    }

    private final int maxShapes;
    private final int multiplier =
            ThreadLocalRandom.current().nextInt() | 1; // so that names cannot be chosen to collide
    private @Nullable Shape<T>[] table = table(1024); // open addressing, at most half full
    private int size;

    // What scan() found.
    private int colon;
    private int bar;
    private int hash;
    private double value;
    private boolean signed;

    public Shapes(int maxShapes) {
        this.maxShapes = maxShapes;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of generic types
    private static <T> @Nullable Shape<T>[] table(int places) {
        return new @Nullable Shape[places];
    }

    /**
     * Adds the line to its series if it has a known shape.
     *
     * @return the series, or null when the line must be parsed
     */
    public @Nullable T add(byte[] bytes, int from, int to) {
        if (!scan(bytes, from, to)) {
            return null;
        }
        int mask = table.length - 1;
        for (int i = hash & mask; ; i = (i + 1) & mask) {
            Shape<T> shape = table[i];
            if (shape == null) {
                return null;
            }
            if (shape.hash == hash && shape.fits(bytes, from, colon, bar, to)) {
                if (signed && !shape.series.takesSigns()) {
                    return null;
                }
                shape.series.add(value, shape.rate, signed);
                return shape.series;
            }
        }
    }

    /** Remembers the shape of a line that was parsed as one metric of this series. */
    public void learn(byte[] bytes, int from, int to, T series, double rate) {
        if (size >= maxShapes || to - from > MAX_SHAPE_BYTES || !scan(bytes, from, to)) {
            return;
        }
        if (size * 2 >= table.length) {
            grow();
        }
        byte[] before = Arrays.copyOfRange(bytes, from, colon);
        insert(new Shape<>(before, Arrays.copyOfRange(bytes, bar, to), hash, series, rate));
        size++;
    }

    private void grow() {
        @Nullable Shape<T>[] old = table;
        table = table(old.length * 2);
        for (Shape<T> shape : old) {
            if (shape != null) {
                insert(shape);
            }
        }
    }

    private void insert(Shape<T> shape) {
        int mask = table.length - 1;
        int i = shape.hash & mask;
        while (table[i] != null) {
            i = (i + 1) & mask;
        }
        table[i] = shape;
    }

    /** Finds the plain number between the first colon and the next bar; false when there is something else. */
    private boolean scan(byte[] bytes, int from, int to) {
        int h = 1;
        int i = from;
        while (i < to && bytes[i] != ':') {
            h = h * multiplier + bytes[i++];
        }
        colon = i;
        bar = scanNumber(bytes, i + 1, to);
        if (bar < 0) {
            return false;
        }
        for (i = bar; i < to; i++) {
            h = h * multiplier + bytes[i];
        }
        hash = h ^ (h >>> 15);
        return true;
    }

    /** Where the bar behind the number is, or -1. */
    private int scanNumber(byte[] bytes, int from, int to) {
        signed = from < to && (bytes[from] == '-' || bytes[from] == '+');
        long digits = 0;
        int count = 0;
        int point = -1; // how many digits came before it
        int i = signed ? from + 1 : from;
        for (; i < to && bytes[i] != '|'; i++) {
            if (bytes[i] >= '0' && bytes[i] <= '9') {
                digits = digits * 10 + (bytes[i] - '0');
                count++;
            } else if (bytes[i] == '.' && point < 0) {
                point = count;
            } else {
                return -1;
            }
        }
        if (i >= to || count == 0 || count > MAX_DIGITS) {
            return -1;
        }
        double number = point < 0 ? digits : digits / POWERS[count - point];
        value = signed && bytes[from] == '-' ? -number : number;
        return i;
    }
}
