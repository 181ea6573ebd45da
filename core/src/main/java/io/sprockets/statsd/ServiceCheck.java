package io.sprockets.statsd;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.line.Fields;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The state of a service, for servers that have service checks, which means {@link Dialect#DOGSTATSD}: {@code
 * _sc|name|0}. Immutable; each method returns a copy.
 *
 * <pre>{@code
 * statsd.serviceCheck(ServiceCheck.of("shop.database", ServiceCheck.Status.CRITICAL).message("no connection"));
 * }</pre>
 */
public final class ServiceCheck {
    /** The state. */
    public enum Status {
        /** It works: 0. */
        OK(0),
        /** It may fail soon: 1. */
        WARNING(1),
        /** It fails: 2. */
        CRITICAL(2),
        /** The state is unknown: 3. */
        UNKNOWN(3);

        private final int code;

        Status(int code) {
            this.code = code;
        }

        /** Its number in the protocol. */
        public int code() {
            return code;
        }
    }

    private final String name;
    private final Status status;
    private final Map<String, String> fields;
    private final Tags tags;
    private final String message;

    private ServiceCheck(String name, Status status, Map<String, String> fields, Tags tags, String message) {
        this.name = name;
        this.status = status;
        this.fields = Collections.unmodifiableMap(fields);
        this.tags = tags;
        this.message = message;
    }

    /**
     * Returns a check with a name and a status only.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public static ServiceCheck of(String name, Status status) {
        if (requireNonNull(name, "name").isEmpty()) {
            throw new IllegalArgumentException("a service check's name must not be empty");
        }
        return new ServiceCheck(Fields.cleaned(name), requireNonNull(status, "status"), new TreeMap<>(), Tags.NONE, "");
    }

    /** When it was made, in seconds; by default the server uses the time of arrival. */
    public ServiceCheck at(Instant time) {
        return with(Fields.TIME, Long.toString(time.getEpochSecond()));
    }

    /** Where it was made. */
    public ServiceCheck host(String host) {
        return with("h", host);
    }

    /** Adds tags to those of the view that records it. */
    public ServiceCheck tags(Tags more) {
        return new ServiceCheck(name, status, fields, tags.and(requireNonNull(more, "tags")), message);
    }

    /** What is wrong. Newlines are kept. */
    public ServiceCheck message(String text) {
        return new ServiceCheck(name, status, fields, tags, Fields.cleaned(Fields.escaped(text)));
    }

    /** Its name, as it is sent. */
    public String name() {
        return name;
    }

    /** The state. */
    public Status status() {
        return status;
    }

    /** The other fields, by their letter in the protocol, sorted by letter; unmodifiable. */
    public Map<String, String> fields() {
        return fields;
    }

    /** Its own tags. */
    public Tags tags() {
        return tags;
    }

    /** What is wrong, as it is sent; empty if not given. */
    public String message() {
        return message;
    }

    private ServiceCheck with(String code, String value) {
        return new ServiceCheck(name, status, Fields.with(fields, code, requireNonNull(value, code)), tags, message);
    }
}
