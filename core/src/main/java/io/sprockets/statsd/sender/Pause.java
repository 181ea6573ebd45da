package io.sprockets.statsd.sender;

/** A moment in which nothing is sent, so that what was sent before can arrive, or turn out to be lost. */
final class Pause {
    private boolean on;
    private long until; // nanoseconds

    /** Does nothing while it is on. */
    void begin(long now, long nanos) {
        if (!on) {
            on = true;
            until = now + nanos;
        }
    }

    void end() {
        on = false;
    }

    boolean isOn() {
        return on;
    }

    /** Whether it is on and has lasted long enough. */
    boolean isOver(long now) {
        return on && now - until >= 0;
    }

    long nanosLeft(long now) {
        return Math.max(until - now, 0);
    }
}
