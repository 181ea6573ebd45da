package io.sprockets.statsd.line;

import org.jspecify.annotations.Nullable;

/**
 * What may stand in a text, and how it becomes bytes: valid UTF-8 without any character that ends a line or a field; those
 * become {@code _}. Any thread may use it; nothing is allocated where bytes are written.
 */
public final class Text {
    private static final String NOT_IN_NAMES = ":|@#;,[]"; // it ends a name, or begins tags in some dialect
    private static final String NOT_IN_VALUES = ":|@";
    private static final long NO_MARKS = 0;
    private static final long LINE_MARKS = Utf8.marks("\n:"); // they end a line or a name
    private static final long NAME_MARKS = Utf8.marks("\n:;=."); // or make a tag or a segment in a name

    /** Names. */
    public static final Text NAME = name(NO_MARKS, false);

    /**
     * Names at the beginning of a line, for servers with events and service checks: a name that begins like one of these
     * would be read as one, so it counts as empty.
     */
    public static final Text NAME_BESIDE_EVENTS = name(NO_MARKS, true);

    /** Values and types. */
    public static final Text VALUE = new Text(NOT_IN_VALUES, NO_MARKS, false, null);

    /**
     * Names for servers that read a stream as 7-bit ASCII, as the reference server does: nor any character of whose bytes one
     * would become there what no text may bring in, such as a newline.
     */
    public static final Text SEVEN_BIT_NAME = name(NAME_MARKS, false);

    /** Names at the beginning of a line, for such servers. */
    public static final Text SEVEN_BIT_NAME_BESIDE_EVENTS = name(NAME_MARKS, true);

    /** Values and types, for such servers. */
    public static final Text SEVEN_BIT_VALUE = new Text(NOT_IN_VALUES, LINE_MARKS, false, null);

    /** Anything else, for such servers. */
    public static final Text SEVEN_BIT = new Text("", NAME_MARKS, false, null);

    private static final char REPLACEMENT = '_';
    private static final int LONGEST = 1 << 20; // characters; beyond it nothing fits a line anyway
    private static final int ASCII = 0x80;

    private final boolean[] clean = new boolean[ASCII];
    private final long marks; // that no byte may look like in 7 bits
    private final boolean besideEvents;
    private final @Nullable Vetted vetted; // null where texts are seldom the same

    private Text(String dirty, long marks, boolean besideEvents, @Nullable Vetted vetted) {
        this.marks = marks;
        this.besideEvents = besideEvents;
        this.vetted = vetted;
        for (int c = ' '; c < ASCII - 1; c++) {
            clean[c] = dirty.indexOf(c) < 0;
        }
    }

    private static Text name(long marks, boolean besideEvents) {
        return new Text(NOT_IN_NAMES, marks, besideEvents, new Vetted());
    }

    /** All but control characters and these. */
    public static Text without(String dirty) {
        return new Text(dirty, NO_MARKS, false, null);
    }

    /** Whether a line that begins so is an event or a service check to the Datadog agent, whatever follows. */
    public static boolean beginsLikeAnEvent(String line) {
        return line.startsWith("_e{") || line.startsWith("_sc");
    }

    /** A text as it is sent. */
    public String cleaned(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints().map(this::cleaned).forEach(result::appendCodePoint);
        return result.toString();
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
        if (vetted == null) {
            return read(text);
        }
        if (vetted.has(text)) {
            return text.length();
        }
        int scanned = read(text);
        if (scanned > 0) {
            vetted.add(text);
        }
        return scanned;
    }

    private int read(String text) {
        if (besideEvents && beginsLikeAnEvent(text)) {
            return 0;
        }
        int length = text.length();
        if (length > LONGEST) {
            return LONGEST + 1; // not worth reading
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ASCII || !clean[c]) {
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
    int write(String text, int scanned, byte[] target, int at) {
        if (scanned < 0) {
            return writeCleaned(text, target, at);
        }
        text.getBytes(0, scanned, target, at);
        return at + scanned;
    }

    private int cleanedLength(String text, int from) {
        int bytes = 0;
        for (int i = from; i < text.length(); ) {
            int codePoint = cleaned(text.codePointAt(i));
            bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            i += Character.charCount(text.codePointAt(i));
        }
        return bytes;
    }

    private int writeCleaned(String text, byte[] target, int start) {
        int at = start;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            at = Utf8.write(cleaned(codePoint), target, at);
            i += Character.charCount(codePoint);
        }
        return at;
    }

    /** The code point, or the replacement where it would break the line or is no character. */
    private int cleaned(int codePoint) {
        if (codePoint < ASCII) {
            return clean[codePoint] ? codePoint : REPLACEMENT;
        }
        boolean control = codePoint < 0xA0 || codePoint == 0x2028 || codePoint == 0x2029;
        boolean loneSurrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
        return control || loneSurrogate || Utf8.hasMark(codePoint, marks) ? REPLACEMENT : codePoint;
    }
}
