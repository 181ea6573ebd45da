package io.sprockets.statsd.series;

import io.sprockets.statsd.line.Words;
import java.util.Arrays;

/**
 * All metrics of one type, name, tags and rate: the bytes around their values, and the number that tells them from others.
 * Immutable; any thread may use it.
 */
public final class Series {
    private final String path;
    private final int number;
    private final byte[] line;
    private final int length;
    private final int valueAt;
    private final Type type;
    private final int room;

    Series(String path, int number, byte[] line, int valueAt, int longestLine) {
        this.path = path;
        this.number = number;
        this.line = Arrays.copyOf(line, line.length + Words.SLACK);
        this.length = line.length;
        this.valueAt = valueAt;
        this.type = Type.of(line, valueAt);
        this.room = longestLine + 1 - length;
    }

    private Series(String path, Series other) {
        this.path = path;
        this.number = other.number;
        this.line = other.line;
        this.length = other.length;
        this.valueAt = other.valueAt;
        this.type = other.type;
        this.room = other.room;
    }

    /** The same under another path. */
    Series as(String other) {
        return path.equals(other) ? this : new Series(other, this);
    }

    /** What callers call it. */
    String path() {
        return path;
    }

    public int number() {
        return number;
    }

    /** Its line with the value 0 and a newline, and some bytes that do not count; not to be changed. */
    public byte[] line() {
        return line;
    }

    /** The bytes of that line. */
    public int length() {
        return length;
    }

    /** Where the value stands in that line. */
    public int valueAt() {
        return valueAt;
    }

    public Type type() {
        return type;
    }

    /** The most characters that a value may have. */
    public int room() {
        return room;
    }

    /** So many it may have in any case, also where a gauge takes two lines. */
    public int spareRoom() {
        return type == Type.GAUGE ? room - length : room;
    }
}
