package io.sprockets.statsd.testing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fast way to the totals. A shape is a line without its value, {@code name:} and {@code |type|@rate|#tags}; lines
 * of a known shape differ only in a number, so they are added to their series without being parsed again. What it
 * answers is what the parser would have said. Guarded by the lock of the {@link Inbox}.
 */
final class Shapes {
    private static final int MAX_SHAPE_BYTES = 512; // longer ones are parsed each time
    private static final int MAX_DIGITS = 15; // up to here a long divided by a power of ten is exact
    private static final double[] POWERS = new double[MAX_DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private static final class Shape {
        final byte[] before;
        final byte[] after;
        final int hash;
        final Series series;
        final double rate;

        Shape(byte[] before, byte[] after, int hash, Series series, double rate) {
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
    private @Nullable Shape[] table = new @Nullable Shape[1024]; // open addressing, at most half full
    private int size;

    // What scan() found.
    private int colon;
    private int bar;
    private int hash;
    private double value;
    private boolean signed;

    Shapes(int maxShapes) {
        this.maxShapes = maxShapes;
    }

    /** Adds the line to its series if it has a known shape; false means that it must be parsed. */
    boolean add(byte[] bytes, int from, int to) {
        if (!scan(bytes, from, to)) {
            return false;
        }
        int mask = table.length - 1;
        for (int i = hash & mask; ; i = (i + 1) & mask) {
            Shape shape = table[i];
            if (shape == null) {
                return false;
            }
            if (shape.hash == hash && shape.fits(bytes, from, colon, bar, to)) {
                shape.series.add(value, shape.rate, signed && shape.series.isGauge());
                return true;
            }
        }
    }

    /** Remembers the shape of a line that was parsed as one metric of this series. */
    void learn(byte[] bytes, int from, int to, Series series, double rate) {
        if (size >= maxShapes || to - from > MAX_SHAPE_BYTES || !scan(bytes, from, to)) {
            return;
        }
        if (size * 2 >= table.length) {
            grow();
        }
        byte[] before = Arrays.copyOfRange(bytes, from, colon);
        insert(new Shape(before, Arrays.copyOfRange(bytes, bar, to), hash, series, rate));
        size++;
    }

    private void grow() {
        @Nullable Shape[] old = table;
        table = new @Nullable Shape[old.length * 2];
        for (Shape shape : old) {
            if (shape != null) {
                insert(shape);
            }
        }
    }

    private void insert(Shape shape) {
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
            h = h * 31 + bytes[i++];
        }
        colon = i;
        bar = scanNumber(bytes, i + 1, to);
        if (bar < 0) {
            return false;
        }
        for (i = bar; i < to; i++) {
            h = h * 31 + bytes[i];
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
