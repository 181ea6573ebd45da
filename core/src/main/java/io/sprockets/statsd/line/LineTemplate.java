package io.sprockets.statsd.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.queue.TextSource;
import org.jspecify.annotations.Nullable;

/**
 * What all lines of one kind in one view share: the bytes before the name, those between name and value, and those
 * after the value. It writes metrics that have no series number. Any thread may use it; what it writes allocates
 * nothing.
 *
 * <pre>{@code
 * app.counters.  orders.placed  ;region=eu:  1  |c
 * head           name           middle       value  tail
 * }</pre>
 *
 * <p>A type given with the line comes between the tail and an end.
 */
public final class LineTemplate implements TextSource {
    private static final byte[] NOTHING = {};
    private static final byte NEWLINE = '\n';

    private final byte[] head;
    private final byte[] middle; // with the colon
    private final byte[] tail;
    private final byte[] end; // after a type that comes with the line
    private final Syntax syntax;
    private final TextEncoder names;
    private @Nullable TextSource spelled; // created when needed; a race creates it twice

    private LineTemplate(byte[] head, byte[] middle, byte[] tail, byte[] end, Syntax syntax) {
        this.head = head;
        this.middle = middle;
        this.tail = tail;
        this.end = end;
        this.syntax = syntax;
        this.names = syntax.names(head.length == 0);
    }

    /**
     * A template.
     *
     * @param head what comes before the name, with its final dot
     * @param middle what comes between the name and the value
     * @param tail what comes after the value, from the bar on
     */
    public static LineTemplate of(byte[] head, byte[] middle, byte[] tail, Syntax syntax) {
        return new LineTemplate(head, middle, tail, NOTHING, syntax);
    }

    /** The same for lines that bring their type, which comes after the bar and before this. */
    public LineTemplate untyped(byte[] behind) {
        return new LineTemplate(head, middle, new byte[] {'|'}, behind, syntax);
    }

    /** What is allowed in values. */
    public TextEncoder values() {
        return syntax.values();
    }

    /** Measures a name for the methods below; 0 if it is null or empty. */
    public int scanName(@Nullable String name) {
        return names.scan(name);
    }

    /** Measures a value in the same way. */
    public int scanValue(@Nullable String value) {
        return syntax.values().scan(value);
    }

    /** Measures a type in the same way. */
    public int scanType(@Nullable String type) {
        return syntax.types().scan(type);
    }

    /** Bytes of a line with its newline. */
    public int length(int scannedName, int scannedValue, int scannedType) {
        int texts =
                TextEncoder.length(scannedName) + TextEncoder.length(scannedValue) + TextEncoder.length(scannedType);
        return head.length + middle.length + tail.length + end.length + texts + 1;
    }

    /** The line with that name and the value 0. */
    public byte[] series(String name) {
        byte[] cleaned = names.cleaned(name).getBytes(UTF_8);
        byte[] series = new byte[length(cleaned.length, 1, 0)];
        int at = append(head, series, 0);
        at = append(cleaned, series, at);
        at = append(middle, series, at);
        series[at] = '0';
        append(tail, series, at + 1);
        series[series.length - 1] = NEWLINE;
        return series;
    }

    /** Where the value is in the line that {@link #series} gives. */
    public int valueAt(byte[] series) {
        return series.length - tail.length - 2;
    }

    /** Such lines whose name, value and type come with each call. */
    public TextSource spelled() {
        TextSource known = spelled;
        if (known == null) {
            known = new Spelled();
            spelled = known;
        }
        return known;
    }

    /** Such lines with the value 0 and a name that was scanned so: one that is clean is not scanned again. */
    public TextSource zeros(int scannedName) {
        return scannedName < 0 ? spelled() : this;
    }

    /** Writes the line with the value 0, and a name that is clean. */
    @Override
    public void write(long[] ring, int start, String name, String value, String type) {
        int at = Words.put(ring, start, head);
        at = Words.put(ring, at, name);
        at = Words.put(ring, at, middle);
        at = Words.put(ring, at, '0');
        at = Words.put(ring, at, tail);
        at = Words.put(ring, at, end);
        Words.put(ring, at, NEWLINE);
    }

    private static int append(byte[] bytes, byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
        return at + bytes.length;
    }

    /** Lines whose name, value and type come with each call. */
    private final class Spelled implements TextSource {
        @Override
        public void write(long[] ring, int start, String name, String value, String type) {
            int at = Words.put(ring, start, head);
            at = names.write(name, ring, at);
            at = Words.put(ring, at, middle);
            at = syntax.values().write(value, ring, at);
            at = Words.put(ring, at, tail);
            at = syntax.types().write(type, ring, at);
            at = Words.put(ring, at, end);
            Words.put(ring, at, NEWLINE);
        }
    }
}
