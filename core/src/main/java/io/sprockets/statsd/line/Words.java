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
    private static final long ALL_BITS = 0xFF;
    private static final long EACH = 0x0101010101010101L;
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
        return put(ring, at, one & ALL_BITS, 1);
    }

    /** Writes bytes. Returns the index behind them. */
    static int put(long[] ring, int start, byte[] bytes) {
        int at = start;
        int i = 0;
        for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
            at = put(ring, at, (long) BYTES.get(bytes, i), Long.BYTES);
        }
        long rest = 0;
        for (int last = bytes.length - 1; last >= i; last--) {
            rest = rest << Byte.SIZE | (bytes[last] & ALL_BITS);
        }
        return put(ring, at, rest, bytes.length - i);
    }

    /** Writes characters below 256, a byte for each. Returns the index behind it. */
    static int put(long[] ring, int start, String ascii) {
        int at = start;
        int length = ascii.length();
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            at = put(ring, at, four(ascii, i) | four(ascii, i + Integer.BYTES) << Integer.SIZE, Long.BYTES);
        }
        long rest = 0;
        for (int last = length - 1; last >= i; last--) {
            rest = rest << Byte.SIZE | ascii.charAt(last);
        }
        return put(ring, at, rest, length - i);
    }

    private static long four(String ascii, int at) {
        return ascii.charAt(at)
                | (long) ascii.charAt(at + 1) << Byte.SIZE
                | (long) ascii.charAt(at + 2) << (2 * Byte.SIZE)
                | (long) ascii.charAt(at + 3) << (3 * Byte.SIZE);
    }

    /** Writes up to eight bytes, the lowest first; the bits above them are zero. Returns the index behind them. */
    private static int put(long[] ring, int at, long bits, int count) {
        int word = word(ring, at);
        int shift = shift(at);
        if (count > 0) { // else the word may be somebody else's
            ring[word] = (ring[word] & ((1L << shift) - 1)) | bits << shift;
        }
        if (shift + count * Byte.SIZE > Long.SIZE) {
            ring[word + 1 & ring.length - 1] = bits >>> (Long.SIZE - shift);
        }
        return at + count;
    }

    /** The index of the first such byte among so many, or their number; some more may be read. */
    public static int indexOf(byte wanted, byte[] bytes, int length) {
        long pattern = (wanted & ALL_BITS) * EACH;
        for (int i = 0; i < length; i += Long.BYTES) {
            long other = (long) BYTES.get(bytes, i) ^ pattern;
            long zeros = (other - EACH) & ~other & (EACH << (Byte.SIZE - 1)); // its lowest bit is right
            if (zeros != 0) {
                return Math.min(i + (Long.numberOfTrailingZeros(zeros) >>> BYTE_SHIFT), length);
            }
        }
        return length;
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
