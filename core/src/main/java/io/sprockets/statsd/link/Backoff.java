package io.sprockets.statsd.link;

import java.util.SplittableRandom;

/**
 * Delays between attempts to connect, in nanoseconds: each twice the one before, from a shortest to a longest, and each
 * cut by a random part of up to a half, so that a fleet of clients does not come back at the same moment.
 */
public final class Backoff {
    private final long shortest;
    private final long longest;
    private final SplittableRandom random;
    private long next;

    public Backoff(long shortest, long longest, SplittableRandom random) {
        this.shortest = shortest;
        this.longest = longest;
        this.random = random;
        this.next = shortest;
    }

    public long next() {
        long delay = next;
        next = Math.min(delay * 2, longest);
        return delay - random.nextLong(delay / 2 + 1);
    }

    /** The delay after a connection that was good: a tenth of the shortest, without jitter. */
    public long first() {
        return shortest / 10;
    }

    public void reset() {
        next = shortest;
    }
}
