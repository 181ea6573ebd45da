package io.sprockets.statsd.sender;

/** Lets one log line of a kind through a minute, whatever happens in between. Only the sender thread uses it. */
final class Throttle {
    private static final long MINUTE = 60_000_000_000L; // nanoseconds

    private long last;
    private boolean begun;

    boolean allows(long now) {
        if (begun && now - last < MINUTE) {
            return false;
        }
        begun = true;
        last = now;
        return true;
    }
}
