package io.sprockets.statsd;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.line.Fields;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An event for servers that have them, which is {@link Dialect#DOGSTATSD}: {@code _e{5,4}:title|text}. Immutable; each
 * method returns a copy.
 */
public final class Event {
    private static final String ALERT_TYPE = "t"; // without it, something to know

    private final String title;
    private final String text;
    private final Map<String, String> fields;
    private final Tags tags;

    private Event(String title, String text, Map<String, String> fields, Tags tags) {
        this.title = title;
        this.text = text;
        this.fields = Collections.unmodifiableMap(fields);
        this.tags = tags;
    }

    /**
     * An event with nothing but these. Newlines in them are kept, other control characters are sent as {@code _}.
     *
     * @throws IllegalArgumentException if the title is empty
     */
    public static Event of(String title, String text) {
        if (requireNonNull(title, "title").isEmpty()) {
            throw new IllegalArgumentException("an event's title must not be empty");
        }
        return new Event(
                Fields.escaped(title), Fields.escaped(requireNonNull(text, "text")), new TreeMap<>(), Tags.NONE);
    }

    /** When it happened, to the second; otherwise the server takes the time at which it arrives. */
    public Event at(Instant time) {
        return with(Fields.TIME, Long.toString(time.getEpochSecond()));
    }

    /** Where it happened. */
    public Event host(String host) {
        return with("h", host);
    }

    /** What events have in common that are shown as one. */
    public Event aggregationKey(String key) {
        return with("k", key);
    }

    /** Makes it one that is hidden unless asked for. */
    public Event lowPriority() {
        return with("p", "low");
    }

    /** What kind of thing it comes from. */
    public Event sourceType(String type) {
        return with("s", type);
    }

    /** Makes it one that reports a failure. */
    public Event error() {
        return with(ALERT_TYPE, "error");
    }

    /** Makes it one to look at. */
    public Event warning() {
        return with(ALERT_TYPE, "warning");
    }

    /** Makes it one that reports what went well. */
    public Event success() {
        return with(ALERT_TYPE, "success");
    }

    /** Tags besides those of the view that records it. */
    public Event tags(Tags more) {
        return new Event(title, text, fields, tags.and(requireNonNull(more, "tags")));
    }

    /** Its title, as it is sent. */
    public String title() {
        return title;
    }

    /** Its text, as it is sent. */
    public String text() {
        return text;
    }

    /**
     * What else it says, by the letter that the protocol has for it, in the order of the letters; it cannot be changed.
     */
    public Map<String, String> fields() {
        return fields;
    }

    /** Its own tags. */
    public Tags tags() {
        return tags;
    }

    private Event with(String code, String value) {
        return new Event(title, text, Fields.with(fields, code, requireNonNull(value, code)), tags);
    }
}
