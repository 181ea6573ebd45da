package io.sprockets.statsd.link;

/**
 * How long a first datagram must go unrefused before the server counts as there. A refusal takes the time of a round
 * trip, so this grows with the time that refusals took, until the server is there. Only the sender thread uses it.
 */
final class Proof {
    /** Nanoseconds at the least: Linux refuses a few datagrams at once, and then one a second. */
    static final long AFTER_REFUSAL = 1_100_000_000;

    /** Nanoseconds that a refusal takes at the most: whatever is beyond that was a pause of this sender. */
    private static final long LONGEST_ANSWER = 1_000_000_000;

    private long nanos = State.SETTLE;
    private long lastSent;
    private boolean refused; // since the server was last there

    /** A datagram was sent. */
    void sent(long now) {
        lastSent = now;
    }

    /** One was refused. */
    void refused(long now) {
        refused = true;
        nanos = Math.max(nanos, AFTER_REFUSAL + 2 * Math.min(now - lastSent, LONGEST_ANSWER));
    }

    /** The server is there, so the next connection needs no longer proof than the first one. */
    void given() {
        refused = false;
        nanos = State.SETTLE;
    }

    boolean isRefused() {
        return refused;
    }

    long nanos() {
        return nanos;
    }

    /** How long nothing was sent. */
    long idle(long now) {
        return now - lastSent;
    }
}
