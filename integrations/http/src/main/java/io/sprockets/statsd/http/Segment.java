package io.sprockets.statsd.http;

/** Makes one segment of a path of any name. */
final class Segment {
    private Segment() {}

    /**
     * {@code /items/:id} becomes {@code items__id}, and {@code com.example.Items} becomes {@code com_example_Items}.
     */
    static String of(String name) {
        if (name.equals("/")) {
            return "root";
        }
        StringBuilder segment = new StringBuilder(name.length());
        name.codePoints()
                .skip(name.startsWith("/") ? 1 : 0)
                .map(c -> Character.isLetterOrDigit(c) || c == '-' ? c : '_')
                .forEach(segment::appendCodePoint);
        return segment.toString();
    }
}
