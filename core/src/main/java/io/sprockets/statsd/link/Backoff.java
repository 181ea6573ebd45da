package io.sprockets.statsd.link;

import java.util.SplittableRandom;

/**
 * Delays between attempts to connect, in nanoseconds: each twice the one before, from a shortest to a longest, and each
 * cut by a random part of up to a half, so that a fleet of clients does not come back at the same moment.
 */
final class Backoff {
    private final long shortest;
    private final long longest;
    private final SplittableRandom random;
    private long next;

    Backoff(long shortest, long longest, SplittableRandom random) {
        this.shortest = shortest;
        this.longest = longest;
        this.random = random;
        this.next = shortest;
    }

    long next() {
        long delay = next;
        next = Math.min(delay * 2, longest);
        return delay - random.nextLong(delay / 2 + 1);
    }

    /**
     * The delay after a connection that was good: from zero to the shortest, all equally likely, so that clients that
     * lose a server together do not come back together.
     */
    long first() {
        return random.nextLong(shortest + 1);
    }

    void reset() {
        next = shortest;
    }
}
