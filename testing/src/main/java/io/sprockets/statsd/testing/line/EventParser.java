package io.sprockets.statsd.testing.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.testing.ReceivedCheck;
import io.sprockets.statsd.testing.ReceivedEvent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** DogStatsD's events and service checks. */
final class EventParser {
    static final String EVENT = "_e{";
    static final String CHECK = "_sc|";

    private final Map<String, String> fields = new LinkedHashMap<>();
    private Map<String, String> tags = Map.of();

    private EventParser() {}

    /** {@code _e{titleBytes,textBytes}:title|text|d:|h:|k:|p:|s:|t:|#tags}; the lengths count UTF-8 bytes. */
    static ReceivedEvent event(String line) throws MalformedLine {
        int comma = line.indexOf(',');
        int close = line.indexOf("}:");
        if (comma < 0 || close < comma) {
            throw new MalformedLine("event without {titleBytes,textBytes}:");
        }
        int titleBytes = length(line.substring(EVENT.length(), comma));
        int textBytes = length(line.substring(comma + 1, close));
        byte[] rest = line.substring(close + 2).getBytes(UTF_8);
        long end = (long) titleBytes + 1 + textBytes;
        if (titleBytes == 0) {
            throw new MalformedLine("event with an empty title");
        }
        if (end > rest.length || rest[titleBytes] != '|' || (end < rest.length && rest[(int) end] != '|')) {
            throw new MalformedLine("event whose title or text is not as long as it says");
        }
        EventParser parser = new EventParser();
        parser.readFields(new String(rest, (int) end, rest.length - (int) end, UTF_8));
        String title = new String(rest, 0, titleBytes, UTF_8);
        String text = new String(rest, titleBytes + 1, textBytes, UTF_8);
        return new ReceivedEvent(line, unescape(title), unescape(text), parser.allFields(), parser.tags);
    }

    /** {@code _sc|name|status|d:|h:|#tags|m:message}; the message comes last and may hold anything. */
    static ReceivedCheck check(String line) throws MalformedLine {
        int nameEnd = line.indexOf('|', CHECK.length());
        if (nameEnd <= CHECK.length()) {
            throw new MalformedLine("check without a name and a status");
        }
        int statusEnd = line.indexOf('|', nameEnd + 1);
        String status = line.substring(nameEnd + 1, statusEnd < 0 ? line.length() : statusEnd);
        if (status.length() != 1 || status.charAt(0) < '0' || status.charAt(0) > '3') {
            throw new MalformedLine("status '" + status + "' is not 0, 1, 2 or 3");
        }
        EventParser parser = new EventParser();
        parser.readFields(statusEnd < 0 ? "" : line.substring(statusEnd));
        String name = line.substring(CHECK.length(), nameEnd);
        return new ReceivedCheck(line, name, status.charAt(0) - '0', parser.allFields(), parser.tags);
    }

    private static int length(String digits) throws MalformedLine {
        OptionalLong length = Numbers.seconds(digits);
        if (length.isEmpty() || length.getAsLong() > Integer.MAX_VALUE / 4) {
            throw new MalformedLine("event length '" + digits + "' is not a number of bytes");
        }
        return (int) length.getAsLong();
    }

    /** Reads {@code |k:v|k:v|#tags}. A field that is not understood is passed over, as the agent does. */
    private void readFields(String text) throws MalformedLine {
        int start = 1; // after the first bar
        while (start < text.length()) {
            int bar = text.startsWith("m:", start) ? -1 : text.indexOf('|', start);
            String field = text.substring(start, bar < 0 ? text.length() : bar);
            int colon = field.indexOf(':');
            if (field.startsWith("#")) {
                tags = TagParser.field(field.substring(1));
            } else if (colon > 0) {
                fields.put(field.substring(0, colon), unescape(field.substring(colon + 1)));
            }
            start = bar < 0 ? text.length() : bar + 1;
        }
    }

    private Map<String, String> allFields() {
        return Collections.unmodifiableMap(fields);
    }

    private static String unescape(String text) {
        return text.replace("\\n", "\n");
    }
}
