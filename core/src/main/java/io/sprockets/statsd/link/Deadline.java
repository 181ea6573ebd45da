package io.sprockets.statsd.link;

/** When something was begun, and how long it may take. Only the sender thread uses it. */
final class Deadline {
    /** As patience: nothing is awaited. */
    static final long NEVER = Long.MAX_VALUE;

    private long begun;
    private long patience = NEVER; // nanoseconds

    void set(long now, long nanos) {
        begun = now;
        patience = nanos;
    }

    void clear() {
        patience = NEVER;
    }

    /** As long as before, from now on. */
    void renew(long now) {
        begun = now;
    }

    boolean isNone() {
        return patience == NEVER;
    }

    boolean isOver(long now) {
        return patience != NEVER && elapsed(now) >= patience;
    }

    /** Nanoseconds since it was set. */
    long elapsed(long now) {
        return now - begun;
    }

    /** Nanoseconds that are left. */
    long left(long now) {
        return patience == NEVER ? NEVER : Math.max(patience - elapsed(now), 0);
    }
}
