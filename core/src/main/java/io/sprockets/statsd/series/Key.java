package io.sprockets.statsd.series;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that identify a series: a line without its value. One key can be reused to look up line after line. One
 * thread uses it.
 */
public final class Key {
    private final Hashing hashing;
    private byte[] bytes = {};
    private int from;
    private int to;
    private int hash;

    Key(Hashing hashing) {
        this.hashing = hashing;
    }

    /** Reads a series from among other bytes. */
    public Key read(byte[] line, int start, int end) {
        bytes = line;
        from = start;
        to = end;
        hash = hashing.hash(line, start, end);
        return this;
    }

    /** The same with its own copy of the bytes. */
    public Key copy() {
        byte[] own = Arrays.copyOfRange(bytes, from, to);
        return new Key(hashing).read(own, 0, own.length);
    }

    /** The bytes of a copy; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Key that
                && hash == that.hash
                && Arrays.equals(bytes, from, to, that.bytes, that.from, that.to);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
