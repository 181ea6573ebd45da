package io.sprockets.statsd;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The state of a service for servers that have such checks, which is {@link Dialect#DOGSTATSD}: {@code _sc|name|0}.
 * Immutable; each method returns a copy.
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
        /** Nobody knows: 3. */
        UNKNOWN(3);

        private final int code;

        Status(int code) {
            this.code = code;
        }
    }

    private final String name;
    private final Status status;
    private final Fields fields;
    private final String message;

    private ServiceCheck(String name, Status status, Fields fields, String message) {
        this.name = name;
        this.status = status;
        this.fields = fields;
        this.message = message;
    }

    /**
     * A check with nothing but these.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public static ServiceCheck of(String name, Status status) {
        if (requireNonNull(name, "name").isEmpty()) {
            throw new IllegalArgumentException("a service check's name must not be empty");
        }
        return new ServiceCheck(Fields.cleaned(name), requireNonNull(status, "status"), Fields.NONE, "");
    }

    /** When it was made, to the second; otherwise the server takes the time at which it arrives. */
    public ServiceCheck at(Instant time) {
        return new ServiceCheck(name, status, fields.and(Fields.TIME, Long.toString(time.getEpochSecond())), message);
    }

    /** Where it was made. */
    public ServiceCheck host(String host) {
        return new ServiceCheck(name, status, fields.and("h", host), message);
    }

    /** Tags besides those of the view that records it. */
    public ServiceCheck tags(Tags tags) {
        return new ServiceCheck(name, status, fields.and(tags), message);
    }

    /** What is wrong. Newlines in it are kept. */
    public ServiceCheck message(String text) {
        return new ServiceCheck(name, status, fields, "|m:" + Fields.cleaned(Fields.escaped(text)));
    }

    String line(Scope scope) {
        return scope.safe("_sc|" + name + "|" + status.code + fields.line(scope) + message);
    }
}
