package io.sprockets.statsd.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.queue.TextSource;
import org.jspecify.annotations.Nullable;

/**
 * What is allowed in a text, and how it becomes bytes: valid UTF-8 without any character that ends a line or a field;
 * those become {@code _}. In a name a run of white space becomes {@code _}, and empty segments are
 * left out. Immutable; any thread may use it, and nothing is allocated where bytes are written.
 */
public final class TextEncoder implements TextSource {
    private static final String NOT_IN_NAMES = ":|@#;,[]"; // it ends a name, or begins tags in some dialect
    private static final String NOT_IN_VALUES = ":|@";
    private static final String SPACE = " ";
    private static final long NO_MARKS = 0;
    private static final long LINE_MARKS = Utf8.marks("\n:"); // they end a line or a name
    private static final long NAME_MARKS = Utf8.marks("\n:;=."); // or make a tag or a segment in a name

    private static final char REPLACEMENT = '_';
    private static final char DOT = '.';
    private static final int ZERO_WIDTH_SPACE = 0xFEFF; // JavaScript takes it for white space
    private static final int LONGEST = 1 << 20; // characters; beyond it nothing fits a line anyway
    private static final int ASCII = 0x80;

    private final boolean[] clean = new boolean[ASCII];
    private final long marks; // that no byte may look like in 7 bits
    private final boolean oneWord; // without white space
    private final boolean segments; // between dots, none of them empty
    private final boolean besideEvents; // what begins like an event counts as empty

    private TextEncoder(String dirty, long marks, boolean segments, boolean besideEvents) {
        this.marks = marks;
        this.oneWord = dirty.contains(SPACE);
        this.segments = segments;
        this.besideEvents = besideEvents;
        for (int c = ' '; c < ASCII - 1; c++) {
            clean[c] = dirty.indexOf(c) < 0;
        }
    }

    /**
     * Names.
     *
     * @param dirty what else ends a name
     * @param sevenBit whether the server may read 7-bit ASCII, as the reference server does from a stream: then no
     *     character is allowed whose bytes would add a newline, a colon, a tag or a segment
     * @param besideEvents whether a name that begins like an event or a check would be read as one; it counts as empty
     */
    public static TextEncoder names(String dirty, boolean sevenBit, boolean besideEvents) {
        return new TextEncoder(NOT_IN_NAMES + SPACE + dirty, sevenBit ? NAME_MARKS : NO_MARKS, true, besideEvents);
    }

    /** Values. */
    public static TextEncoder values(boolean sevenBit) {
        return new TextEncoder(NOT_IN_VALUES, sevenBit ? LINE_MARKS : NO_MARKS, false, false);
    }

    /** Types, which are one word. */
    static TextEncoder types(boolean sevenBit) {
        return new TextEncoder(NOT_IN_VALUES + SPACE, sevenBit ? LINE_MARKS : NO_MARKS, false, false);
    }

    /** All but control characters and these; no white space, if the space is one of them. */
    public static TextEncoder without(String dirty) {
        return new TextEncoder(dirty, NO_MARKS, false, false);
    }

    /** As {@link #without}, for names and tags that may be read as 7-bit ASCII. */
    static TextEncoder sevenBitWithout(String dirty) {
        return new TextEncoder(dirty, NAME_MARKS, false, false);
    }

    /** Whether the Datadog agent takes a line with this beginning for an event or a service check. */
    public static boolean beginsLikeAnEvent(String line) {
        return line.startsWith("_e{") || line.startsWith("_sc");
    }

    /** A text as it is sent; empty if it counts as that. */
    public String cleaned(String text) {
        int scanned = scan(text);
        if (scanned >= 0) {
            return scanned == 0 ? "" : text;
        }
        long[] words = new long[Integer.highestOneBit(~scanned / Long.BYTES + 1) * 2];
        clean(text, words, 0);
        byte[] bytes = new byte[~scanned + Long.BYTES];
        Words.get(words, 0, ~scanned, bytes, 0);
        return new String(bytes, 0, ~scanned, UTF_8);
    }

    /**
     * Measures a text before it is written.
     *
     * @return its length in bytes if it is clean ASCII, the complement of its length in bytes if it must be written
     *     character by character, 0 if it is null, empty or counts as that
     */
    public int scan(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        int length = text.length();
        if (length > LONGEST) {
            return LONGEST + 1; // not worth reading
        }
        char before = DOT;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ASCII || !clean[c] || (c == DOT && before == DOT && segments)) {
                return scanDirty(text);
            }
            before = c;
        }
        if (before == DOT && segments) {
            return length == 0 ? 0 : scanDirty(text);
        }
        return besideEvents && beginsLikeAnEvent(text) ? 0 : length;
    }

    /** The bytes that a text takes by the result of its scan. */
    public static int length(int scanned) {
        return scanned < 0 ? ~scanned : scanned;
    }

    /** Writes a text into words. Returns the index behind it. */
    int write(String text, long[] ring, int at) {
        return scan(text) < 0 ? at + clean(text, ring, at) : Words.put(ring, at, text);
    }

    /** Writes the value alone. */
    @Override
    public void write(long[] ring, int at, String name, String value, String type) {
        write(value, ring, at);
    }

    private int scanDirty(String text) {
        int length = clean(text, null, 0);
        return length <= 0 ? 0 : ~length;
    }

    /**
     * Writes a text character by character, unless there are no words. Returns its length in bytes, or 0 if it counts
     * as empty.
     */
    private int clean(String text, long @Nullable [] ring, int start) {
        int at = start;
        int begin = 0; // the first three characters
        boolean dot = false; // to be written before the next one
        boolean blank = false; // was the last one
        for (int i = 0; i < text.length(); ) {
            int given = text.codePointAt(i);
            int codePoint = cleaned(given);
            i += Character.charCount(given);
            boolean again = blank && isBlank(given); // of a run in a name, one is kept, as the reference server does
            blank = segments && isBlank(given);
            if (again) {
                continue;
            }
            if (segments && codePoint == DOT) {
                dot = at > start;
                continue;
            }
            if (dot) {
                at = Utf8.write(DOT, ring, at);
                dot = false;
            }
            at = Utf8.write(codePoint, ring, at);
            begin = at - start <= 3 ? begin << 8 | (codePoint & 0xFF) : begin;
        }
        return besideEvents && beginsEvent(begin) ? 0 : at - start;
    }

    private static boolean beginsEvent(int three) {
        return three == ('_' << 16 | 'e' << 8 | '{') || three == ('_' << 16 | 's' << 8 | 'c');
    }

    /** The code point, or the replacement where it would break the line or is no character. */
    private int cleaned(int codePoint) {
        if (codePoint < ASCII) {
            return clean[codePoint] ? codePoint : REPLACEMENT;
        }
        boolean control = codePoint < 0xA0 || codePoint == 0x2028 || codePoint == 0x2029;
        boolean loneSurrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
        boolean blank = oneWord && isBlank(codePoint);
        return control || loneSurrogate || blank || Utf8.hasMark(codePoint, marks) ? REPLACEMENT : codePoint;
    }

    private static boolean isBlank(int codePoint) {
        return Character.isSpaceChar(codePoint) || codePoint == ZERO_WIDTH_SPACE;
    }
}
