package io.sprockets.statsd;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tags in their order, each key once. Immutable. Characters that a dialect does not allow in tags are sent as {@code _}.
 */
public final class Tags {
    /** No tags. */
    public static final Tags NONE = new Tags(Map.of());

    private final Map<String, String> tags;

    private Tags(Map<String, String> tags) {
        this.tags = tags;
    }

    /**
     * Keys and values in turn. Of the same key twice the later value counts, in the place of the earlier one.
     *
     * @param keysAndValues keys are not empty; an empty value is sent as the key alone
     * @throws IllegalArgumentException if a key has no value, or is empty
     */
    public static Tags of(String... keysAndValues) {
        if (keysAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("tags are keys and values, but there are " + keysAndValues.length);
        }
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            put(tags, keysAndValues[i], keysAndValues[i + 1]);
        }
        return new Tags(Collections.unmodifiableMap(tags));
    }

    /** These tags and others, whose values count where keys are the same. */
    public Tags and(Tags others) {
        Map<String, String> all = new LinkedHashMap<>(tags);
        all.putAll(others.tags);
        return new Tags(Collections.unmodifiableMap(all));
    }

    /** Keys and values in order; it cannot be changed. */
    public Map<String, String> asMap() {
        return tags;
    }

    private static void put(Map<String, String> tags, String key, String value) {
        if (requireNonNull(key, "key").isEmpty()) {
            throw new IllegalArgumentException("a tag's key is empty, its value is " + value);
        }
        tags.put(key, requireNonNull(value, key));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tags that && tags.equals(that.tags);
    }

    @Override
    public int hashCode() {
        return tags.hashCode();
    }

    @Override
    public String toString() {
        return tags.toString();
    }
}
