package io.sprockets.statsd.testing.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.testing.ReceivedMetric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges a line as statsd 0.9 does: {@code |#} ends what is read but for tags, which become part of the name; between
 * colons there is one metric each, {@code value|type|@rate}; every type but {@code ms}, {@code g} and {@code s} is a
 * counter; names lose what Graphite could not take. Events and service checks are metrics like all else, and bad ones.
 */
final class ReferenceParser {
    private static final String TAGS = "|#";
    private static final Pattern RATE = Pattern.compile("@([0-9.]+).*", Pattern.DOTALL);
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^a-zA-Z_\\-0-9.;=]");

    private final String line;
    private final String name;
    private final Map<String, String> tags;
    private final List<ReceivedMetric> metrics = new ArrayList<>(1);
    private final List<String> refused = new ArrayList<>(0);

    private ReferenceParser(String line, String key) {
        this.line = line;
        int tagged = key.indexOf(';');
        this.name = tagged < 0 ? key : key.substring(0, tagged);
        this.tags = tagged < 0 ? Map.of() : tags(key.substring(tagged + 1));
    }

    static ParsedLine parse(byte[] bytes, int from, int to) {
        String line = new String(bytes, from, to - from, UTF_8);
        List<String> parts = Splitter.splitAll(untagged(line), ':');
        ReferenceParser parser = new ReferenceParser(line, sanitized(parts.get(0) + graphiteTags(line)));
        if (parts.size() == 1) {
            return new ParsedLine.Bad("no colon after the name");
        }
        parts.subList(1, parts.size()).forEach(parser::read);
        return parser.result();
    }

    private ParsedLine result() {
        String reason = refused.isEmpty() ? null : String.join("; ", refused);
        return metrics.isEmpty() ? new ParsedLine.Bad(String.valueOf(reason)) : new ParsedLine.Metrics(metrics, reason);
    }

    private static String untagged(String line) {
        int end = line.indexOf(TAGS);
        return end < 0 ? line : line.substring(0, end);
    }

    /** What the tags add to the key. A second {@code |#} ends them. */
    private static String graphiteTags(String line) {
        int start = line.indexOf(TAGS);
        String field = start < 0 ? "" : untagged(line.substring(start + TAGS.length()));
        StringBuilder key = new StringBuilder();
        if (!field.isEmpty()) {
            for (String tag : Splitter.splitAll(field, ',')) {
                String safe = tag.replaceFirst(";", "_").replaceFirst(":", "=");
                key.append(';').append(safe);
            }
        }
        return key.toString();
    }

    private static String sanitized(String key) {
        StringBuilder safe = new StringBuilder(key.length());
        boolean inSpace = false;
        for (int i = 0; i < key.length(); i++) {
            boolean space = JavaScriptNumber.isSpace(key.charAt(i));
            if (!space) {
                safe.append(key.charAt(i) == '/' ? '-' : key.charAt(i));
            } else if (!inSpace) {
                safe.append('_');
            }
            inSpace = space;
        }
        return NOT_IN_NAMES.matcher(safe).replaceAll("");
    }

    private static Map<String, String> tags(String text) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String tag : Splitter.split(text, ';')) {
            int equals = tag.indexOf('=');
            tags.put(equals < 0 ? tag : tag.substring(0, equals), equals < 0 ? "" : tag.substring(equals + 1));
        }
        return Collections.unmodifiableMap(tags);
    }

    /** One metric, {@code value|type|@rate}; what follows the rate is passed over. */
    private void read(String text) {
        List<String> fields = Splitter.splitAll(text, '|');
        String value = fields.get(0);
        if (fields.size() == 1) {
            refused.add("no type after the value '" + value + "'");
            return;
        }
        String type = fields.get(1);
        String rate = fields.size() == 2 ? "" : fields.get(2);
        if (fields.size() > 2 && !isRate(rate)) {
            refused.add("'" + rate + "' in the place of the rate");
        } else if (isTaken(value, type)) {
            add(value, JavaScriptNumber.trimmed(type), rate);
        }
    }

    private static boolean isRate(String field) {
        String number = field.startsWith("@") ? field.substring(1) : "";
        return !number.isEmpty() && !number.startsWith("-") && !Double.isNaN(JavaScriptNumber.parse(number));
    }

    /**
     * The type is compared before white space is taken off it, so a set or a timer before a CR is judged as a counter.
     */
    private boolean isTaken(String value, String type) {
        if (type.equals("s")) {
            return true;
        }
        double number = value.isEmpty() ? Double.NaN : JavaScriptNumber.parse(value);
        if (Double.isNaN(number)) {
            refused.add("value '" + value + "' is not a number");
            return false;
        }
        if (type.equals("ms") && number < 0) {
            refused.add("timer '" + value + "' is below 0");
            return false;
        }
        return true;
    }

    private void add(String value, String type, String rate) {
        Matcher digits = RATE.matcher(rate);
        if (!rate.isEmpty() && !digits.matches()) {
            refused.add("rate '" + rate + "', which ends statsd 0.9");
        } else {
            // An exponent of the rate is not read.
            metrics.add(metric(value, type, rate.isEmpty() ? 1 : JavaScriptNumber.parse(digits.group(1))));
        }
    }

    private ReceivedMetric metric(String value, String type, double rate) {
        boolean set = type.equals("s");
        String member = set && value.isEmpty() ? "0" : value;
        double number = set ? Double.NaN : JavaScriptNumber.parse(value);
        boolean relative = type.equals("g") && (value.startsWith("-") || value.startsWith("+"));
        String known = type.equals("ms") || type.equals("g") || set ? type : "c";
        return new ReceivedMetric(
                line, name, known, member, number, rate, tags, relative, OptionalLong.empty(), Map.of());
    }
}
