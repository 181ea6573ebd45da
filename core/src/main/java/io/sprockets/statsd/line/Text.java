package io.sprockets.statsd.line;

import org.jspecify.annotations.Nullable;

/**
 * Names and text values as bytes. Whatever the text is, its bytes are valid UTF-8 and hold no character that ends a
 * line or a field: those become {@code _}. Any thread may use it; nothing is allocated.
 */
final class Text {
    static final byte REPLACEMENT = '_';

    private static final int LONGEST = 1 << 20; // characters; beyond it nothing fits a line anyway

    private static final boolean[] CLEAN = cleanAscii();

    private Text() {}

    /**
     * Measures a text before it is written.
     *
     * @return its length in bytes if it is clean ASCII, the complement of its length in bytes if it must be written
     *     character by character, 0 if there is no text
     */
    static int scan(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        int length = text.length();
        if (length > LONGEST) {
            return LONGEST + 1; // not worth reading
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || !CLEAN[c]) {
                return ~(i + cleanedLength(text, i));
            }
        }
        return length;
    }

    /** The bytes that a text takes by the result of its scan. */
    static int length(int scanned) {
        return scanned < 0 ? ~scanned : scanned;
    }

    /** Writes a text by the result of its scan. Returns the index after it. */
    @SuppressWarnings("deprecation") // the only copy of ASCII into an existing array that allocates nothing
    static int write(String text, int scanned, byte[] target, int at) {
        if (scanned < 0) {
            return writeCleaned(text, target, at);
        }
        text.getBytes(0, scanned, target, at);
        return at + scanned;
    }

    /** Whether a text can stand on the wire as it is, apart from its encoding. */
    static boolean isClean(String text) {
        return text.codePoints().allMatch(c -> c == cleaned(c));
    }

    private static int cleanedLength(String text, int from) {
        int bytes = 0;
        for (int i = from; i < text.length(); ) {
            int codePoint = cleaned(text.codePointAt(i));
            bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            i += codePoint < 0x10000 ? 1 : 2;
        }
        return bytes;
    }

    private static int writeCleaned(String text, byte[] target, int start) {
        int at = start;
        for (int i = 0; i < text.length(); ) {
            int codePoint = cleaned(text.codePointAt(i));
            at = writeUtf8(codePoint, target, at);
            i += codePoint < 0x10000 ? 1 : 2;
        }
        return at;
    }

    private static int writeUtf8(int codePoint, byte[] target, int start) {
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
                target[at++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
            }
            target[at++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        }
        target[at++] = (byte) (0x80 | (codePoint & 0x3F));
        return at;
    }

    /** The code point, or the replacement where it would break the line or is no character: one UTF-16 unit each. */
    private static int cleaned(int codePoint) {
        if (codePoint < 0x80) {
            return CLEAN[codePoint] ? codePoint : REPLACEMENT;
        }
        boolean control = codePoint < 0xA0 || codePoint == 0x2028 || codePoint == 0x2029;
        boolean loneSurrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
        return control || loneSurrogate ? REPLACEMENT : codePoint;
    }

    private static boolean[] cleanAscii() {
        boolean[] clean = new boolean[0x80];
        for (int c = ' '; c < 0x7F; c++) {
            clean[c] = c != ':' && c != '|' && c != '@';
        }
        return clean;
    }
}
