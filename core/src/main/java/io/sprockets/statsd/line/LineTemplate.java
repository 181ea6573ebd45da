package io.sprockets.statsd.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * What all lines of one kind share: the bytes before the name, those between name and value, and those after the value. It
 * measures a line exactly, then writes it into bytes that somebody else owns, all but the newline. Immutable; any thread
 * may use it, and nothing is allocated.
 *
 * <pre>{@code
 * app.counters.  orders.placed  ;region=eu:  1  |c
 * head           name           middle       value  tail
 * }</pre>
 *
 * <p>A bound template has the name in its head already; the name that is given with each line is then the empty one.
 */
public final class LineTemplate {
    private static final int NEWLINE = 1; // byte

    private final byte[] head;
    private final byte[] middle;
    private final byte[] tail;
    private final byte[] end; // after a type that comes with the line
    private final boolean signed; // a plus is written before what is not negative
    private final byte joint; // what stands between two lines of one metric; 0 if negative values need no second line

    private final Text names;
    private final Text values;

    private LineTemplate(
            byte[] head, byte[] middle, byte[] tail, byte[] end, boolean signed, byte joint, Text names, Text values) {
        this.head = head;
        this.middle = middle;
        this.tail = tail;
        this.end = end;
        this.signed = signed;
        this.joint = joint;
        this.names = names;
        this.values = values;
    }

    /**
     * A template of plain values. All parts must be clean.
     *
     * @param head what stands before the name, with its final dot
     * @param middle what stands between the name and the colon
     * @param tail what stands after the value, from the bar on
     * @param end what stands after a type that comes with each line
     * @param names what may stand in a name
     * @param values what may stand in a value or a type
     */
    public static LineTemplate of(String head, String middle, String tail, String end, Text names, Text values) {
        byte[] between = (middle + ":").getBytes(UTF_8);
        return new LineTemplate(
                head.getBytes(UTF_8),
                between,
                tail.getBytes(UTF_8),
                end.getBytes(UTF_8),
                false,
                (byte) 0,
                names,
                values);
    }

    /** A template of lines that are written as they are given: the value is the line. It is bound. */
    public static LineTemplate ofWholeLines() {
        byte[] nothing = {};
        Text any = Text.without("");
        return new LineTemplate(nothing, nothing, nothing, nothing, false, (byte) 0, any, any);
    }

    /** Whether it has the name in it. */
    public boolean isBound() {
        return middle.length == 0;
    }

    /** The same for changes: each value has a sign, as in {@code +10} and {@code -10}. */
    public LineTemplate ofDeltas() {
        return new LineTemplate(head, middle, tail, end, true, joint, names, values);
    }

    /**
     * The same for servers that read a sign as a change: a value below zero takes two lines, the first of which sets zero.
     *
     * @param between what the sender finds in the place of the newline between the two
     */
    public LineTemplate resettingBelowZero(byte between) {
        return new LineTemplate(head, middle, tail, end, signed, between, names, values);
    }

    /** The same with the name in it. */
    public LineTemplate bound(String name) {
        String all = new String(head, UTF_8) + names.cleaned(name) + new String(middle, UTF_8);
        return new LineTemplate(all.getBytes(UTF_8), new byte[0], tail, end, signed, joint, names, values);
    }

    /** The series of its lines, if it is bound. */
    public SeriesKey series() {
        byte[] line = new byte[length(0, 0L, 0) - NEWLINE];
        write("", 0, 0, 0, line, 0);
        SeriesKey key = new SeriesKey();
        key.read(line, 0, line.length);
        return key.copy();
    }

    /** Measures a name for the methods below; 0 if it is null or empty. */
    public int scanName(@Nullable String name) {
        return names.scan(name);
    }

    /** Measures a value or a type in the same way. */
    public int scanValue(@Nullable String value) {
        return values.scan(value);
    }

    /** Length in bytes, newline included, of a line with a number. */
    public int length(int scannedName, long significand, int exponent) {
        int number = Decimal.length(significand, exponent);
        if (signed && significand >= 0) {
            number++;
        } else if (joint != 0 && significand < 0) {
            return 2 * (around(scannedName) + NEWLINE) + 1 + number;
        }
        return around(scannedName) + number + NEWLINE;
    }

    /** Writes such a line without its newline. */
    public void write(String name, int scannedName, long significand, int exponent, byte[] target, int start) {
        int at = start;
        if (joint != 0 && significand < 0) {
            at = writeName(name, scannedName, target, at);
            target[at++] = '0';
            at = writeTail(target, at);
            target[at++] = joint;
        }
        at = writeName(name, scannedName, target, at);
        if (signed && significand >= 0) {
            target[at++] = '+';
        }
        at = Decimal.write(significand, exponent, target, at);
        writeTail(target, at);
    }

    /** Length in bytes, newline included, of a line with a text for value, and a text after the tail, maybe empty. */
    public int length(int scannedName, int scannedValue, int scannedType) {
        return around(scannedName) + Text.length(scannedValue) + Text.length(scannedType) + end.length + NEWLINE;
    }

    /** Writes such a line without its newline. */
    public void write(String name, int scannedName, String value, String type, byte[] target, int start) {
        int at = writeName(name, scannedName, target, start);
        at = values.write(value, values.scan(value), target, at);
        at = writeTail(target, at);
        at = values.write(type, values.scan(type), target, at);
        System.arraycopy(end, 0, target, at, end.length);
    }

    private int around(int scannedName) {
        return head.length + Text.length(scannedName) + middle.length + tail.length;
    }

    private int writeName(String name, int scannedName, byte[] target, int start) {
        System.arraycopy(head, 0, target, start, head.length);
        int at = names.write(name, scannedName, target, start + head.length);
        System.arraycopy(middle, 0, target, at, middle.length);
        return at + middle.length;
    }

    private int writeTail(byte[] target, int at) {
        System.arraycopy(tail, 0, target, at, tail.length);
        return at + tail.length;
    }
}
