package io.sprockets.statsd.testing.line;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tags in the syntax families there are: DogStatsD's field {@code |#k:v,flag}, and in the name Influx {@code name,k=v},
 * Graphite {@code name;k=v}, Librato {@code name#k=v} and SignalFx {@code na[k=v]me}.
 */
final class TagParser {

    /** A name freed of its tags. */
    record TaggedName(String name, Map<String, String> tags) {}

    private TagParser() {}

    /** Splits a name at the first character that starts tags in some dialect. */
    static TaggedName name(String raw) throws MalformedLine {
        TaggedName tagged = splitName(raw);
        if (tagged.name().isEmpty()) {
            throw new MalformedLine("empty name");
        }
        return tagged;
    }

    private static TaggedName splitName(String raw) throws MalformedLine {
        int open = raw.indexOf('[');
        if (open >= 0) {
            int close = raw.indexOf(']', open);
            return close < 0
                    ? new TaggedName(raw, Map.of()) // statsd_exporter: an unbalanced bracket belongs to the name
                    : new TaggedName(
                            raw.substring(0, open) + raw.substring(close + 1),
                            pairs(raw.substring(open + 1, close), ','));
        }
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == ',' || c == '#' || c == ';') {
                return new TaggedName(raw.substring(0, i), pairs(raw.substring(i + 1), c == ';' ? ';' : ','));
            }
        }
        return new TaggedName(raw, Map.of());
    }

    private static Map<String, String> pairs(String text, char separator) throws MalformedLine {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String pair : Splitter.split(text, separator)) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new MalformedLine("tag '" + pair + "' in the name is not key=value");
            }
            tags.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return Collections.unmodifiableMap(tags);
    }

    /** The tags of DogStatsD's field, which is given without its leading '#'. */
    static Map<String, String> field(String text) throws MalformedLine {
        Map<String, String> tags = new LinkedHashMap<>();
        List<String> parts = Splitter.split(text, ',');
        for (String part : parts) {
            String tag = part.startsWith("#") ? part.substring(1) : part; // some clients repeat it, servers strip it
            int colon = tag.indexOf(':');
            String key = colon < 0 ? tag : tag.substring(0, colon);
            if (!tag.isEmpty()) {
                if (key.isEmpty()) {
                    throw new MalformedLine("tag '" + tag + "' has an empty key");
                }
                tags.put(key, colon < 0 ? "" : tag.substring(colon + 1));
            }
        }
        return Collections.unmodifiableMap(tags);
    }
}
