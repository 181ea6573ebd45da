package io.sprockets.statsd.testing.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** As lenient as StatsD servers are, in every dialect at once. */
final class LineParser {
    private static final char REPLACEMENT = '\uFFFD'; // what invalid UTF-8 decodes to

    private LineParser() {}

    static ParsedLine parse(byte[] bytes, int from, int to) {
        String line = new String(bytes, from, to - from, UTF_8);
        if (line.indexOf(REPLACEMENT) >= 0) {
            byte[] again = line.getBytes(UTF_8);
            if (!Arrays.equals(again, 0, again.length, bytes, from, to)) {
                return new ParsedLine.Bad("not valid UTF-8");
            }
        }
        return parse(line);
    }

    static ParsedLine parse(String line) {
        try {
            if (line.startsWith(EventParser.EVENT)) {
                return new ParsedLine.Event(EventParser.event(line));
            }
            if (line.startsWith(EventParser.CHECK)) {
                return new ParsedLine.Check(EventParser.check(line));
            }
            return new ParsedLine.Metrics(MetricParser.parse(line), null);
        } catch (MalformedLine malformed) {
            return new ParsedLine.Bad(String.valueOf(malformed.getMessage()));
        }
    }
}
