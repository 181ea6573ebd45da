package io.sprockets.statsd;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.line.Fields;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An event for servers that have events, which means {@link Dialect#DOGSTATSD}: {@code _e{5,4}:title|text}. Immutable;
 * each method returns a copy.
 *
 * <pre>{@code
 * statsd.event(Event.of("Deployed", "version 2.1").tags(Tags.of("service", "shop")).success());
 * }</pre>
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
     * Returns an event with a title and a text only. Newlines in them are kept, other control characters are sent as
     * {@code _}.
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

    /** When it happened, in seconds; by default the server uses the time of arrival. */
    public Event at(Instant time) {
        return with(Fields.TIME, Long.toString(time.getEpochSecond()));
    }

    /** Where it happened. */
    public Event host(String host) {
        return with("h", host);
    }

    /** The key by which the server groups events. */
    public Event aggregationKey(String key) {
        return with("k", key);
    }

    /** Gives it low priority: it is hidden by default. */
    public Event lowPriority() {
        return with("p", "low");
    }

    /** The kind of source it comes from. */
    public Event sourceType(String type) {
        return with("s", type);
    }

    /** Marks it as an error. */
    public Event error() {
        return with(ALERT_TYPE, "error");
    }

    /** Marks it as a warning. */
    public Event warning() {
        return with(ALERT_TYPE, "warning");
    }

    /** Marks it as a success. */
    public Event success() {
        return with(ALERT_TYPE, "success");
    }

    /** Adds tags to those of the view that records it. */
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

    /** The other fields, by their letter in the protocol, sorted by letter; unmodifiable. */
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
