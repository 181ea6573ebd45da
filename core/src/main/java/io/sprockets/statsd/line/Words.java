package io.sprockets.statsd.line;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bytes in words of eight, the lowest first, in a ring whose length is a power of two: an index beyond its end counts
 * from its beginning. Bytes are written one behind the other, and the first one of a word clears it. Any thread may use
 * it.
 */
public final class Words {
    /** Bytes behind the last one that may be read or written. */
    public static final int SLACK = Long.BYTES;

    private static final int WORD_SHIFT = 3; // log2 of its bytes
    private static final int BYTE_SHIFT = 3; // log2 of its bits
    private static final int IN_WORD = Long.BYTES - 1;
    private static final int ALL_BITS = 0xFF;
    private static final VarHandle BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Words() {}

    /**
     * Copies bytes, of which some more may be read and written; for few of them it is faster than the system's copy.
     */
    static void copy(byte[] source, int length, byte[] target, int to) {
        for (int i = 0; i < length; i += Long.BYTES) {
            BYTES.set(target, to + i, (long) BYTES.get(source, i));
        }
    }

    /** Writes one byte. Returns the index behind it. */
    static int put(long[] ring, int at, int one) {
        int word = word(ring, at);
        int shift = shift(at);
        ring[word] = (shift == 0 ? 0 : ring[word]) | (one & (long) ALL_BITS) << shift;
        return at + 1;
    }

    /** Writes bytes. Returns the index behind them. */
    static int put(long[] ring, int at, byte[] bytes) {
        int word = word(ring, at);
        int shift = shift(at);
        long bits = shift == 0 ? 0 : ring[word];
        for (byte one : bytes) {
            bits |= (one & (long) ALL_BITS) << shift;
            shift += Byte.SIZE;
            if (shift == Long.SIZE) {
                ring[word] = bits;
                word = word + 1 & ring.length - 1;
                shift = 0;
                bits = 0;
            }
        }
        if (shift != 0) {
            ring[word] = bits;
        }
        return at + bytes.length;
    }

    /** Writes characters below 256, a byte for each. Returns the index behind it. */
    static int put(long[] ring, int at, String ascii) {
        int word = word(ring, at);
        int shift = shift(at);
        long bits = shift == 0 ? 0 : ring[word];
        for (int i = 0; i < ascii.length(); i++) {
            bits |= (long) ascii.charAt(i) << shift;
            shift += Byte.SIZE;
            if (shift == Long.SIZE) {
                ring[word] = bits;
                word = word + 1 & ring.length - 1;
                shift = 0;
                bits = 0;
            }
        }
        if (shift != 0) {
            ring[word] = bits;
        }
        return at + ascii.length();
    }

    /**
     * Reads bytes.
     *
     * @param at of the first byte, which begins a word
     * @param target must have room for seven bytes more
     */
    public static void get(long[] ring, int at, int length, byte[] target, int to) {
        int word = word(ring, at);
        for (int i = 0; i < length; i += Long.BYTES) {
            BYTES.set(target, to + i, ring[word]);
            word = word + 1 & ring.length - 1;
        }
    }

    private static int word(long[] ring, int at) {
        return at >>> WORD_SHIFT & ring.length - 1;
    }

    private static int shift(int at) {
        return (at & IN_WORD) << BYTE_SHIFT;
    }
}
