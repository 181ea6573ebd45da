package io.sprockets.statsd.line;

import org.jspecify.annotations.Nullable;

/** Code points as bytes. */
final class Utf8 {
    private static final int CONTINUATION = 0x80;
    private static final int SIX_BITS = 0x3F;

    private Utf8() {}

    /** Writes a code point into words, unless there are none. Returns the index behind it. */
    static int write(int codePoint, long @Nullable [] ring, int at) {
        if (codePoint < 0x80) {
            return put(codePoint, ring, at);
        }
        if (codePoint < 0x800) {
            int next = put(0xC0 | codePoint >> 6, ring, at);
            return put(continuation(codePoint), ring, next);
        }
        int next;
        if (codePoint < 0x10000) {
            next = put(0xE0 | codePoint >> 12, ring, at);
        } else {
            next = put(0xF0 | codePoint >> 18, ring, at);
            next = put(continuation(codePoint >> 12), ring, next);
        }
        next = put(continuation(codePoint >> 6), ring, next);
        return put(continuation(codePoint), ring, next);
    }

    /**
     * Characters below 64 as a set, of which {@link #hasMark} looks for one: the bytes after the first may look like
     * these.
     */
    static long marks(String characters) {
        return characters.chars().mapToLong(c -> 1L << c).reduce(0, (all, one) -> all | one);
    }

    /** Whether a byte of a code point beyond ASCII is one of these marks to who ignores the high bit. */
    static boolean hasMark(int codePoint, long marks) {
        return isMark(codePoint, marks)
                || (codePoint >= 0x800 && isMark(codePoint >> 6, marks))
                || (codePoint >= 0x10000 && isMark(codePoint >> 12, marks));
    }

    private static boolean isMark(int bits, long marks) {
        return (marks >>> (bits & SIX_BITS) & 1) != 0;
    }

    private static int continuation(int bits) {
        return CONTINUATION | (bits & SIX_BITS);
    }

    private static int put(int one, long @Nullable [] ring, int at) {
        return ring == null ? at + 1 : Words.put(ring, at, one);
    }
}
