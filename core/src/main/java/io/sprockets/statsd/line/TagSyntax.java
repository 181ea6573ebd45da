package io.sprockets.statsd.line;

import java.util.Map;
import java.util.stream.Collectors;

/** Where a dialect puts tags, and what it does not allow in them. */
@SuppressWarnings("ImmutableEnumChecker") // a Text never changes
public enum TagSyntax {
    /** {@code name:1|c|#key:value,key2:value2}. */
    DOGSTATSD(":" + Dirty.IN_FIELD, Dirty.IN_FIELD) {
        @Override
        public String afterType(Map<String, String> tags) {
            return tags.isEmpty() ? "" : "|#" + joined(tags, ":", ",");
        }
    },
    /** {@code name;key=value;key2=value2:1|c}. */
    GRAPHITE(Dirty.IN_NAMES, Dirty.IN_NAMES) {
        @Override
        public String afterName(Map<String, String> tags) {
            return tags.isEmpty() ? "" : ";" + joined(tags, "=", ";");
        }
    },
    /** {@code name,key=value,key2=value2:1|c}. */
    INFLUXDB(Dirty.IN_NAMES, Dirty.IN_NAMES) {
        @Override
        public String afterName(Map<String, String> tags) {
            return tags.isEmpty() ? "" : "," + joined(tags, "=", ",");
        }
    },
    /** {@code name#key=value,key2=value2:1|c}. */
    LIBRATO(Dirty.IN_NAMES, Dirty.IN_NAMES) {
        @Override
        public String afterName(Map<String, String> tags) {
            return tags.isEmpty() ? "" : "#" + joined(tags, "=", ",");
        }
    },
    /** {@code name[key=value,key2=value2]:1|c}. */
    SIGNALFX(Dirty.IN_NAMES, Dirty.IN_NAMES) {
        @Override
        public String afterName(Map<String, String> tags) {
            return tags.isEmpty() ? "" : "[" + joined(tags, "=", ",") + "]";
        }
    },
    /** {@code name.key.value.key2.value2:1|c}. */
    SEGMENTS("." + Dirty.IN_NAMES, "." + Dirty.IN_NAMES) {
        @Override
        public String afterName(Map<String, String> tags) {
            return tags.isEmpty() ? "" : "." + joined(tags, ".", ".");
        }
    };

    private final Text keys;
    private final Text values;

    TagSyntax(String notInKeys, String notInValues) {
        this.keys = Text.without(notInKeys);
        this.values = Text.without(notInValues);
    }

    /** What stands between name and colon. */
    public String afterName(Map<String, String> tags) {
        return "";
    }

    /** What stands after type and rate. */
    public String afterType(Map<String, String> tags) {
        return "";
    }

    String joined(Map<String, String> tags, String between, String separator) {
        return tags.entrySet().stream()
                .map(tag -> keys.cleaned(tag.getKey()) + value(tag.getValue(), between))
                .collect(Collectors.joining(separator));
    }

    /** An empty value leaves the key alone. */
    private String value(String value, String between) {
        return value.isEmpty() ? "" : between + values.cleaned(value);
    }

    /** Characters that tags may not hold. */
    private static final class Dirty {
        static final String IN_NAMES = ":|@#;,[]=!^~ "; // they end a name or a tag in one dialect or another
        static final String IN_FIELD = ",|#"; // they end a tag in a field of its own
    }
}
