package io.sprockets.statsd;

import io.sprockets.statsd.line.Text;

/**
 * How the lines of one connector are written, whatever the view. Immutable.
 *
 * @param sevenBit whether the server may read it as 7-bit ASCII
 * @param strict whether a name or tag that could not be sent as it is, is refused when a view or an instrument is made
 * @param fields what stands at the end of each line, after the tags
 */
record Format(Dialect dialect, boolean sevenBit, boolean strict, String fields) {
    /** The same, but nothing is refused that can be sent when it is cleaned. */
    Format lenient() {
        return new Format(dialect, sevenBit, false, fields);
    }

    /**
     * What may stand in names.
     *
     * @param first whether nothing stands before them in the line
     */
    Text names(boolean first) {
        boolean besideEvents = first && dialect.hasEvents();
        if (sevenBit) {
            return besideEvents ? Text.SEVEN_BIT_NAME_BESIDE_EVENTS : Text.SEVEN_BIT_NAME;
        }
        return besideEvents ? Text.NAME_BESIDE_EVENTS : Text.NAME;
    }

    Text values() {
        return sevenBit ? Text.SEVEN_BIT_VALUE : Text.VALUE;
    }

    /** What is made of prefixes and tags, which were cleaned already, but not for seven bits. */
    String safe(String text) {
        return sevenBit ? Text.SEVEN_BIT.cleaned(text) : text;
    }

    /**
     * A name that is given once, as it is sent.
     *
     * @param what what it is called in a message
     * @throws IllegalArgumentException if it cannot be sent, or not as it is when that is wanted
     */
    String name(String what, String name, boolean first) {
        Text names = names(first);
        if (names.scan(name) == 0) {
            throw new IllegalArgumentException(
                    what + " is " + name + ", expected one that is not empty, nor begins as an event or check does");
        }
        String cleaned = names.cleaned(name);
        if (strict) {
            checkSent(what, name, cleaned);
        }
        return cleaned;
    }

    /** @throws IllegalArgumentException if they cannot be sent as they are, when that is wanted */
    Tags checked(Tags tags) {
        if (strict) {
            tags.asMap().forEach((key, value) -> {
                checkSent("tag", key, safe(dialect.tags().key(key)));
                checkSent("value of tag " + key, value, safe(dialect.tags().value(value)));
            });
        }
        return tags;
    }

    private static void checkSent(String what, String text, String sent) {
        if (!text.equals(sent)) {
            throw new IllegalArgumentException(what + " is " + text + ", expected " + sent + " with strict names");
        }
    }
}
