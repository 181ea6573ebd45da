package io.sprockets.statsd;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys with values. Equal to other tags with the same keys and values in any order. Tags are sent in order of their
 * keys, so the same tags always make the same series. Characters that a dialect does not allow in tags are sent as
 * {@code _}. Immutable.
 *
 * <pre>{@code
 * statsd.tagged(Tags.of("region", "eu", "tier", "free")).incr("orders.placed");
 * }</pre>
 */
public final class Tags {
    /** No tags. */
    public static final Tags NONE = new Tags();

    private final String[] tags; // keys and values in turn

    private Tags(String... tags) {
        this.tags = tags;
    }

    /**
     * Returns tags from alternating keys and values. If a key occurs twice, {@link Dialect#DOGSTATSD} sends both
     * values; in other dialects the later value wins.
     *
     * @param keysAndValues keys must not be empty; an empty value is sent as the key alone with {@link
     *     Dialect#DOGSTATSD}, {@link Dialect#PLAIN} and {@link Dialect#COLLECTD}, and as {@code _} elsewhere
     * @throws NullPointerException if a key or a value is null
     * @throws IllegalArgumentException if a key has no value, or is empty
     */
    public static Tags of(String... keysAndValues) {
        if (keysAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("tags are keys and values, but there are " + keysAndValues.length);
        }
        String[] tags = keysAndValues.clone();
        for (int i = 0; i < tags.length; i += 2) {
            if (requireNonNull(tags[i], "key").isEmpty()) {
                throw new IllegalArgumentException("a tag's key is empty, its value is " + tags[i + 1]);
            }
            requireNonNull(tags[i + 1], tags[i]);
        }
        return new Tags(tags);
    }

    /** Returns these tags and others. Where keys are equal, the values of the others win. */
    public Tags and(Tags others) {
        if (tags.length == 0 || others.tags.length == 0) {
            return tags.length == 0 ? others : this;
        }
        String[] all = new String[tags.length + others.tags.length];
        int count = 0;
        for (int i = 0; i < tags.length; i += 2) {
            if (!others.has(tags[i])) {
                all[count++] = tags[i];
                all[count++] = tags[i + 1];
            } else if (first(tags[i]) == i) {
                count = others.put(tags[i], all, count);
            }
        }
        for (int i = 0; i < others.tags.length; i += 2) {
            if (!has(others.tags[i])) {
                all[count++] = others.tags[i];
                all[count++] = others.tags[i + 1];
            }
        }
        return new Tags(count == all.length ? all : Arrays.copyOf(all, count));
    }

    /**
     * Keys and values in the order in which they were given, with the later value where a key has two; unmodifiable.
     */
    public Map<String, String> asMap() {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < tags.length; i += 2) {
            map.put(tags[i], tags[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }

    /** Alternating keys and values in the order in which they were given; a copy. */
    public String[] toArray() {
        return tags.clone();
    }

    private boolean has(String key) {
        return first(key) >= 0;
    }

    /** The index of a key, or -1. */
    private int first(String key) {
        for (int i = 0; i < tags.length; i += 2) {
            if (tags[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /** Puts all values of a key into an array. Returns the index after them. */
    private int put(String key, String[] all, int start) {
        int at = start;
        for (int i = 0; i < tags.length; i += 2) {
            if (tags[i].equals(key)) {
                all[at++] = key;
                all[at++] = tags[i + 1];
            }
        }
        return at;
    }

    /** All tags in one order. */
    private List<String> sorted() {
        List<String> sorted = new ArrayList<>();
        for (int i = 0; i < tags.length; i += 2) {
            sorted.add(tags[i] + "\0" + tags[i + 1]);
        }
        Collections.sort(sorted);
        return sorted;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tags that && asMap().equals(that.asMap()) && sorted().equals(that.sorted());
    }

    @Override
    public int hashCode() {
        return asMap().hashCode();
    }

    @Override
    public String toString() {
        return asMap().toString();
    }
}
