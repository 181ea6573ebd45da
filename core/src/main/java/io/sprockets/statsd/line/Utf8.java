package io.sprockets.statsd.line;

/** Code points as bytes. */
final class Utf8 {
    private static final int CONTINUATION = 0x80;
    private static final int SIX_BITS = 0x3F;

    private Utf8() {}

    /** Writes a code point. Returns the index after it. */
    static int write(int codePoint, byte[] target, int start) {
        int at = start;
        if (codePoint < 0x80) {
            target[at++] = (byte) codePoint;
            return at;
        }
        if (codePoint < 0x800) {
            target[at++] = (byte) (0xC0 | (codePoint >> 6));
        } else {
            if (codePoint < 0x10000) {
                target[at++] = (byte) (0xE0 | (codePoint >> 12));
            } else {
                target[at++] = (byte) (0xF0 | (codePoint >> 18));
                target[at++] = continuation(codePoint >> 12);
            }
            target[at++] = continuation(codePoint >> 6);
        }
        target[at++] = continuation(codePoint);
        return at;
    }

    /** Characters below 64 as a set, of which {@link #hasMark} looks for one: the bytes after the first may look like these. */
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

    private static byte continuation(int bits) {
        return (byte) (CONTINUATION | (bits & SIX_BITS));
    }
}
