package io.sprockets.statsd;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.line.Text;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What may follow the head of an event or a service check: fields, in the order of their letters, and tags. Immutable.
 */
record Fields(Map<String, String> values, Tags tags) {
    static final Fields NONE = new Fields(Map.of(), Tags.NONE);

    /** The code of the field that says when it happened. */
    static final String TIME = "d";

    private static final Text FIELD = Text.without("|");
    private static final Text TEXT = Text.without("");

    Fields and(String code, String value) {
        Map<String, String> more = new TreeMap<>(values);
        more.put(code, cleaned(requireNonNull(value, code)));
        return new Fields(Map.copyOf(more), tags);
    }

    Fields and(Tags more) {
        return new Fields(values, tags.and(requireNonNull(more, "tags")));
    }

    String line(Scope scope) {
        Map<String, String> fields = new TreeMap<>(values);
        if (scope.time() != null) {
            fields.putIfAbsent(TIME, Long.toString(scope.time().getEpochSecond()));
        }
        String all = fields.entrySet().stream()
                .map(field -> "|" + field.getKey() + ":" + scope.safe(field.getValue()))
                .collect(Collectors.joining());
        return all + scope.afterEvent(tags);
    }

    /** A value of a field. */
    static String cleaned(String text) {
        return FIELD.cleaned(text);
    }

    /** A text whose newlines are written as a backslash and an n. */
    static String escaped(String text) {
        return TEXT.cleaned(text.replace("\r\n", "\n").replace("\n", "\\n"));
    }
}
