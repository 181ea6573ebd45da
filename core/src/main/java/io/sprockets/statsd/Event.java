package io.sprockets.statsd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * An event for servers that have them, which is {@link Dialect#DOGSTATSD}: {@code _e{5,4}:title|text}. Immutable; each
 * method returns a copy.
 */
public final class Event {
    private static final String ALERT_TYPE = "t"; // without it, something to know

    private final String title;
    private final String text;
    private final Fields fields;

    private Event(String title, String text, Fields fields) {
        this.title = title;
        this.text = text;
        this.fields = fields;
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
        return new Event(Fields.escaped(title), Fields.escaped(requireNonNull(text, "text")), Fields.NONE);
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
    public Event tags(Tags tags) {
        return new Event(title, text, fields.and(tags));
    }

    String line(Scope scope) {
        String head = scope.safe(title);
        String body = scope.safe(text);
        String lengths = "_e{" + head.getBytes(UTF_8).length + "," + body.getBytes(UTF_8).length + "}:";
        return lengths + head + "|" + body + fields.line(scope);
    }

    private Event with(String code, String value) {
        return new Event(title, text, fields.and(code, value));
    }
}
