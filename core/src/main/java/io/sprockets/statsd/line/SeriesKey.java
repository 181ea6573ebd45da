package io.sprockets.statsd.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A line taken apart, and what makes two lines one series: all of it but the value. It reads what the templates of this
 * package write. One that reads line after line serves to look up a copy. One thread uses it.
 *
 * <pre>{@code
 * app.counters.orders : 12 |c|@0.1|#region:eu
 * start          colon     bar               end
 * }</pre>
 */
public final class SeriesKey {
    private byte[] bytes = {};
    private int start;
    private int colon;
    private int bar;
    private int end;
    private int hash;

    /** Reads a line without its newline. */
    public void read(byte[] line, int from, int to) {
        bytes = line;
        start = from;
        end = to;
        colon = indexOf(':', from);
        bar = indexOf('|', colon);
        hash = 31 * hash(start, colon) + hash(bar, end);
    }

    /** The same series, with bytes of its own and without the value. */
    public SeriesKey copy() {
        byte[] own = new byte[colon - start + end - bar];
        System.arraycopy(bytes, start, own, 0, colon - start);
        System.arraycopy(bytes, bar, own, colon - start, end - bar);
        SeriesKey copy = new SeriesKey();
        copy.bytes = own;
        copy.colon = colon - start;
        copy.bar = copy.colon;
        copy.end = own.length;
        copy.hash = hash;
        return copy;
    }

    /** What stands before the colon. */
    public byte[] name() {
        return Arrays.copyOfRange(bytes, start, colon);
    }

    /** What stands between the colon and the first bar; of a line, not of a copy. */
    public String value() {
        return new String(bytes, colon + 1, bar - colon - 1, UTF_8);
    }

    /** Whether the value begins with a sign. */
    public boolean isSigned() {
        return bytes[colon + 1] == '+' || bytes[colon + 1] == '-';
    }

    /** What stands between the first bar and the next; empty for an event. */
    public String type() {
        return isEvent() || bar >= end
                ? ""
                : new String(bytes, bar + 1, Math.max(indexOf('|', bar + 1) - bar - 1, 0), UTF_8);
    }

    /** What stands from the first bar on: the type, and the fields after it. */
    public String rest() {
        return new String(bytes, bar, end - bar, UTF_8);
    }

    /** The value as a whole number, if it has neither sign nor point and few digits, otherwise -1. */
    public long smallValue() {
        int digits = bar - colon - 1;
        if (digits > 18) {
            return -1;
        }
        long number = 0;
        for (int i = colon + 1; i < bar; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SeriesKey that
                && hash == that.hash
                && Arrays.equals(bytes, start, colon, that.bytes, that.start, that.colon)
                && Arrays.equals(bytes, bar, end, that.bytes, that.bar, that.end);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return new String(name(), UTF_8) + rest();
    }

    /** Whether it begins as {@code _e{5,4}:} does: no name has a comma, and no tag is of digits only. */
    private boolean isEvent() {
        boolean event = colon - start > 3 && bytes[start] == '_' && bytes[start + 1] == 'e' && bytes[start + 2] == '{';
        boolean comma = false;
        for (int i = start + 3; event && i < colon - 1; i++) {
            comma |= bytes[i] == ',';
            event = bytes[i] == ',' || (bytes[i] >= '0' && bytes[i] <= '9');
        }
        return event && comma && bytes[colon - 1] == '}';
    }

    private int hash(int from, int to) {
        int result = 1;
        for (int i = from; i < to; i++) {
            result = 31 * result + bytes[i];
        }
        return result;
    }

    /** The index of a byte from there on, or the end. */
    private int indexOf(char wanted, int from) {
        int i = from;
        while (i < end && bytes[i] != wanted) {
            i++;
        }
        return i;
    }
}
