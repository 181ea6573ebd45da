package io.sprockets.statsd.line;

/** Code points as bytes. */
final class Utf8 {
    private static final int CONTINUATION = 0x80;
    private static final int SIX_BITS = 0x3F;
    private static final int NEWLINE =
            '\n'; // both are less than 64, so a continuation byte may be one without its high bit
    private static final int COLON = ':';

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

    /** Whether a byte of a code point beyond ASCII is a newline or a colon to who ignores the high bit. */
    static boolean hasMarkIn7Bits(int codePoint) {
        return isMark(codePoint)
                || (codePoint >= 0x800 && isMark(codePoint >> 6))
                || (codePoint >= 0x10000 && isMark(codePoint >> 12));
    }

    private static boolean isMark(int bits) {
        int continuation = bits & SIX_BITS;
        return continuation == NEWLINE || continuation == COLON;
    }

    private static byte continuation(int bits) {
        return (byte) (CONTINUATION | (bits & SIX_BITS));
    }
}
