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

    /** A key as it is sent. */
    public String key(String key) {
        return keys.cleaned(key);
    }

    /** A value as it is sent, if it is not empty. */
    public String value(String value) {
        return values.cleaned(value);
    }

    String joined(Map<String, String> tags, String between, String separator) {
        return tags.entrySet().stream()
                .map(tag -> key(tag.getKey()) + afterKey(tag.getValue(), between))
                .collect(Collectors.joining(separator));
    }

    /** Where a key needs a value, an empty one is an underscore; elsewhere it leaves the key alone. */
    private String afterKey(String value, String between) {
        if (value.isEmpty()) {
            return between.equals("=") ? "=_" : "";
        }
        return between + value(value);
    }

    /** Characters that tags may not hold. */
    private static final class Dirty {
        static final String IN_NAMES = ":|@#;,[]=!^~ "; // they end a name or a tag in one dialect or another
        static final String IN_FIELD = ",|#"; // they end a tag in a field of its own
    }
}
