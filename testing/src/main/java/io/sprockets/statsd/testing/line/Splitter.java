package io.sprockets.statsd.testing.line;

import java.util.ArrayList;
import java.util.List;

/** Cuts text at a separator. */
final class Splitter {
    private Splitter() {}

    /** All parts, empty ones too; there is always at least one. */
    static List<String> splitAll(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            parts.add(text.substring(start, end));
            start = end + 1;
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** The parts that are not empty. */
    static List<String> split(String text, char separator) {
        List<String> parts = splitAll(text, separator);
        parts.removeIf(String::isEmpty);
        return parts;
    }
}
