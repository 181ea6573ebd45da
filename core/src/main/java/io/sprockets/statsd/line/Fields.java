package io.sprockets.statsd.line;

import java.util.Map;
import java.util.TreeMap;

/** What may follow the head of an event or a service check: fields, each with a letter for its name. */
public final class Fields {
    /** The field that says when it happened. */
    public static final String TIME = "d";

    private static final TextEncoder FIELD = TextEncoder.without("|");
    private static final TextEncoder TEXT = TextEncoder.without("");

    private Fields() {}

    /** Fields, in the order of their letters, and one more. */
    public static Map<String, String> with(Map<String, String> fields, String code, String value) {
        Map<String, String> more = new TreeMap<>(fields);
        more.put(code, cleaned(value));
        return more;
    }

    /** A value of a field. */
    public static String cleaned(String text) {
        return FIELD.cleaned(text);
    }

    /** A text whose newlines are written as a backslash and an n. */
    public static String escaped(String text) {
        return TEXT.cleaned(text.replace("\r\n", "\n").replace("\n", "\\n"));
    }
}
