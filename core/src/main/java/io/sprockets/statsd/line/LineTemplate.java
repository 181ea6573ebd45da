package io.sprockets.statsd.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * What all lines of one kind share: the bytes before the name and those after the value. It measures a line exactly,
 * then writes it into bytes that somebody else owns, all but the newline. Immutable; any thread may use it, and nothing
 * is allocated.
 *
 * <pre>{@code
 * app.counters.  orders.placed  :  1  |c
 * head           name              value  tail
 * }</pre>
 */
public final class LineTemplate {
    /** The byte that ends every line. */
    public static final byte NEWLINE = '\n';

    private static final int COLON_AND_NEWLINE = 2;

    private final byte[] head;
    private final byte[] tail;
    private final boolean signed; // a plus is written before what is not negative

    private LineTemplate(byte[] head, byte[] tail, boolean signed) {
        this.head = head;
        this.tail = tail;
        this.signed = signed;
    }

    /**
     * A template of plain values.
     *
     * @param head what stands before the name, with its final dot; it must be clean
     * @param typeCode what stands after the value's bar; nothing if the type comes with each line
     */
    public static LineTemplate of(String head, String typeCode) {
        return new LineTemplate(head.getBytes(UTF_8), ("|" + typeCode).getBytes(UTF_8), false);
    }

    /** A template of changes: each value has a sign, as in {@code +10} and {@code -10}. */
    public static LineTemplate ofDeltas(String head, String typeCode) {
        return new LineTemplate(head.getBytes(UTF_8), ("|" + typeCode).getBytes(UTF_8), true);
    }

    /** Whether a text can stand on the wire as it is: nothing in it ends a line or a field. */
    public static boolean isClean(String text) {
        return Text.isClean(text);
    }

    /** A text with all that would end a line or a field replaced by an underscore. */
    public static String cleaned(String text) {
        byte[] bytes = new byte[text.length() * 3];
        int end = Text.write(text, Text.scan(text), bytes, 0);
        return new String(bytes, 0, end, UTF_8);
    }

    /** Measures a text for the methods below; 0 if it is null or empty, and then no line can be made of it. */
    public static int scan(@Nullable String text) {
        return Text.scan(text);
    }

    /** How many zeros at the end of a fraction need not be written. */
    public static int needlessZeros(long significand, int exponent) {
        return exponent < 0 ? Decimal.needlessZeros(significand, exponent) : 0;
    }

    /** The significand without those zeros; the exponent grows by their number. */
    public static long withoutZeros(long significand, int zeros) {
        return zeros == 0 ? significand : Decimal.withoutZeros(significand, zeros);
    }

    /** Length in bytes, newline included, of a line with a number. */
    public int length(int scannedName, long significand, int exponent) {
        int plus = signed && significand >= 0 ? 1 : 0;
        return head.length
                + Text.length(scannedName)
                + plus
                + Decimal.length(significand, exponent)
                + tail.length
                + COLON_AND_NEWLINE;
    }

    /** Writes such a line without its newline. */
    public void write(String name, int scannedName, long significand, int exponent, byte[] target, int start) {
        int at = writeName(name, scannedName, target, start);
        if (signed && significand >= 0) {
            target[at++] = '+';
        }
        at = Decimal.write(significand, exponent, target, at);
        System.arraycopy(tail, 0, target, at, tail.length);
    }

    /** Length in bytes, newline included, of a line with a text for value and a type code, which may be empty. */
    public int length(int scannedName, int scannedValue, int scannedType) {
        return head.length
                + Text.length(scannedName)
                + Text.length(scannedValue)
                + tail.length
                + Text.length(scannedType)
                + COLON_AND_NEWLINE;
    }

    /** Writes such a line without its newline. */
    public void write(String name, int scannedName, String value, String type, byte[] target, int start) {
        int at = writeName(name, scannedName, target, start);
        at = Text.write(value, Text.scan(value), target, at);
        System.arraycopy(tail, 0, target, at, tail.length);
        Text.write(type, Text.scan(type), target, at + tail.length);
    }

    private int writeName(String name, int scannedName, byte[] target, int start) {
        System.arraycopy(head, 0, target, start, head.length);
        int at = Text.write(name, scannedName, target, start + head.length);
        target[at++] = ':';
        return at;
    }
}
