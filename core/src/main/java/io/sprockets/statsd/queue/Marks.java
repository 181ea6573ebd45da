package io.sprockets.statsd.queue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the bytes that are no text, eight at a time. */
final class Marks {
    /** Bytes read at once; so many must follow the last one that is asked about. */
    static final int WORD = Long.BYTES;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ABOVE_NEWLINE = 0x0B0B0B0B0B0B0B0BL; // in text, no byte is less, and none is equal
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Marks() {}

    /** The index of the first byte that is zero, a newline or something between, or the limit if there is none. */
    static int next(byte[] bytes, int from, int limit) {
        for (int i = from; i < limit; i += WORD) {
            long word = (long) WORDS.get(bytes, i);
            long marks = (word - ABOVE_NEWLINE) & ~word & HIGH_BITS; // a high bit where the byte is smaller
            if (marks != 0) {
                return Math.min(i + (Long.numberOfTrailingZeros(marks) >>> 3), limit);
            }
        }
        return limit;
    }
}
