package io.sprockets.statsd.sender;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long the sender rests, and how much it may hand over at once. Servers flush every ten seconds, so a metric can
 * wait until a packet or a burst is worth a system call. What callers record now is sent as fast as it comes; over UDP
 * a backlog is sent slowly, so that it does not overflow the server's socket buffer. Only the sender thread uses it.
 */
final class Pace {
    private static final long MILLI = 1_000_000; // nanoseconds
    private static final long SHORTEST = MILLI;
    private static final long GATHERING = 100 * MILLI; // the longest that a metric waits while others come
    private static final long LONGEST = 1_000 * MILLI; // after a long pause
    private static final int PAUSE_PART = 10; // of a pause, for which the first metric after it may wait

    /** Bytes of about 32 datagrams: a socket buffer of Linux's usual size holds 92 of them. */
    private static final long BURST = 32 * 1_432;

    private final boolean datagrams;
    private final long gathering; // nanoseconds; no longer than a user wants metrics to be merged
    private boolean begun; // something has come
    private long lastRound;
    private long lastTaken; // when something came last
    private long rest = GATHERING;
    private final Trickle trickle = new Trickle();

    /** @param aggregation how long metrics are merged; null if they are not */
    Pace(boolean datagrams, @Nullable Duration aggregation, long now) {
        this.datagrams = datagrams;
        this.gathering =
                aggregation == null ? GATHERING : Math.max(SHORTEST, Math.min(aggregation.toNanos(), GATHERING));
        this.lastRound = now;
        this.lastTaken = now;
    }

    /**
     * A round has taken what callers had recorded.
     *
     * @param bytes of it that may be sent at once
     * @param any whether there was anything
     */
    void took(long now, long bytes, boolean any) {
        long elapsed = Math.max(now - lastRound, 1);
        lastRound = now;
        trickle.earn(elapsed, bytes);
        if (any) {
            begun = true;
            lastTaken = now;
            rest = datagrams && bytes > 0
                    ? Math.max(SHORTEST, Math.min(BURST * elapsed / bytes, gathering))
                    : gathering;
        } else {
            rest = Math.max(begun ? gathering : GATHERING, Math.min((now - lastTaken) / PAUSE_PART, LONGEST));
        }
    }

    /** Callers had added something up that was not in the queue. */
    void added(long now) {
        begun = true;
        lastTaken = now;
        rest = Math.min(rest, gathering);
    }

    /** How many bytes may be handed over now. */
    long allowance() {
        return datagrams ? trickle.credit() : Long.MAX_VALUE;
    }

    /** A stop has begun, and this many bytes must be sent within a time. */
    void hurry(long bytes, long nanos) {
        trickle.hurry(bytes, nanos);
    }

    /** Counts what was handed over. */
    void sent(long bytes, boolean all) {
        trickle.spend(bytes, all || bytes == 0); // what came could not go at once, so from now on it is what has waited
    }

    /** How long to rest when there is nothing else to do. */
    long rest() {
        return rest;
    }

    /** How long to rest when something waits for its turn. */
    long step() {
        return trickle.step();
    }
}
