package io.sprockets.statsd.line;

import org.jspecify.annotations.Nullable;

/**
 * Texts that were read before and found to be clean ASCII. It knows them by identity, so a name that is a constant is read
 * once; one made at run time costs a hash more. A place that is taken stays so, and thus callers share cache lines that
 * nobody writes. Any thread may use it: a race loses a place, and strings are safe to share.
 */
final class Vetted {
    private static final int PLACES = 512; // a power of two
    private static final int LONGEST = 128; // characters; it holds on to what it knows

    private final @Nullable String[] texts = new String[PLACES];

    @SuppressWarnings(
            "ReferenceEquality") // an equal text would have to be compared, which is no faster than to read it
    boolean has(String text) {
        return texts[place(text)] == text;
    }

    void add(String text) {
        int place = place(text);
        if (texts[place] == null && text.length() <= LONGEST) {
            texts[place] = text;
        }
    }

    private static int place(String text) {
        int hash = text.hashCode();
        return (hash ^ (hash >>> 16)) & (PLACES - 1);
    }
}
