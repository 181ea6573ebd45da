package io.sprockets.statsd.testing.line;

import io.sprockets.statsd.testing.ReceivedMetric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one line, {@code name:value|type|@rate|#tags}, with everything else that servers allow: several values
 * ({@code a:1:2|c}, DogStatsD), several metrics ({@code a:1|c:2|ms}, statsd/statsd), fields in any order, unknown
 * fields.
 */
final class MetricParser {
    private static final List<String> TYPES = List.of("c", "g", "ms", "h", "d", "s", "m");

    private final String line;
    private final TagParser.TaggedName name;
    private final List<ReceivedMetric> metrics = new ArrayList<>(1);

    // The metric that is being read.
    private String type = "";
    private double rate = 1;
    private Map<String, String> tags = Map.of();
    private OptionalLong timestamp = OptionalLong.empty();
    private Map<String, String> fields = Map.of();

    private MetricParser(String line, TagParser.TaggedName name) {
        this.line = line;
        this.name = name;
    }

    static List<ReceivedMetric> parse(String line) throws MalformedLine {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new MalformedLine("no colon after the name");
        }
        MetricParser parser = new MetricParser(line, TagParser.name(line.substring(0, colon)));
        parser.readAll(Splitter.splitAll(line.substring(colon + 1), '|'));
        return parser.metrics;
    }

    private void readAll(List<String> parts) throws MalformedLine {
        String values = parts.get(0);
        int next = 1;
        while (true) {
            if (next == parts.size()) {
                throw new MalformedLine("no type after the value");
            }
            rate = 1;
            tags = Map.of();
            timestamp = OptionalLong.empty();
            fields = Map.of();
            String following = readType(parts.get(next++));
            while (following == null && next < parts.size()) {
                following = readField(parts.get(next++));
            }
            addMetrics(values);
            if (following == null) {
                return;
            }
            values = following;
        }
    }

    /** Each of these returns the values of a further metric of the same name, or null when none starts in this part. */
    private @Nullable String readType(String part) throws MalformedLine {
        int colon = part.indexOf(':');
        String sent = colon < 0 ? part : part.substring(0, colon);
        int known = TYPES.indexOf(sent);
        if (known < 0) {
            throw new MalformedLine("unknown type '" + sent + "'");
        }
        type = TYPES.get(known); // one string for all metrics
        return colon < 0 ? null : part.substring(colon + 1);
    }

    private @Nullable String readField(String part) throws MalformedLine {
        if (part.startsWith("@")) {
            return readRate(part);
        }
        if (part.startsWith(":") && part.length() > 1) {
            return part.substring(1);
        }
        if (part.startsWith("#")) {
            readTags(part.substring(1));
        } else if (part.startsWith("T")) {
            readTimestamp(part.substring(1));
        } else if (part.startsWith("c:") || part.startsWith("e:") || part.startsWith("card:")) {
            readExtra(part);
        }
        return null;
    }

    private @Nullable String readRate(String part) throws MalformedLine {
        int colon = part.indexOf(':');
        rate = Numbers.parse(part.substring(1, colon < 0 ? part.length() : colon), "rate");
        if (rate <= 0) {
            throw new MalformedLine("rate " + rate + " is not above 0");
        }
        return colon < 0 ? null : part.substring(colon + 1);
    }

    private void readTags(String text) throws MalformedLine {
        tags = TagParser.field(text);
        if (!tags.isEmpty() && !name.tags().isEmpty()) {
            throw new MalformedLine("tags in two dialects");
        }
    }

    private void readTimestamp(String seconds) throws MalformedLine {
        timestamp = Numbers.seconds(seconds);
        if (timestamp.isEmpty()) {
            throw new MalformedLine("timestamp '" + seconds + "' is not a number of seconds");
        }
    }

    private void readExtra(String part) throws MalformedLine {
        int colon = part.indexOf(':');
        if (colon == part.length() - 1) {
            throw new MalformedLine("field '" + part + "' is empty");
        }
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put(part.substring(0, colon), part.substring(colon + 1));
        fields = Collections.unmodifiableMap(all);
    }

    private void addMetrics(String values) throws MalformedLine {
        // A set's member may contain colons; everything else may be packed.
        List<String> each = type.equals("s") && !values.isEmpty() ? List.of(values) : Splitter.split(values, ':');
        if (each.isEmpty()) {
            throw new MalformedLine("empty value");
        }
        for (String value : each) {
            metrics.add(metric(value));
        }
    }

    private ReceivedMetric metric(String value) throws MalformedLine {
        double number = type.equals("s") ? Double.NaN : Numbers.parse(value, "value");
        boolean relative = type.equals("g") && (value.charAt(0) == '-' || value.charAt(0) == '+');
        Map<String, String> allTags = name.tags().isEmpty() ? tags : name.tags();
        return new ReceivedMetric(line, name.name(), type, value, number, rate, allTags, relative, timestamp, fields);
    }
}
