package io.sprockets.statsd.link;

import java.util.SplittableRandom;

/**
 * Delays between attempts to connect, in nanoseconds. Each is twice the one before, from a shortest to a longest, minus
 * a random part of up to a half, so that a fleet of clients does not reconnect at the same moment.
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
     * The delay after a good connection: between zero and the shortest, uniformly distributed, so that clients that
     * lose a server together do not reconnect together.
     */
    long first() {
        return random.nextLong(shortest + 1);
    }

    void reset() {
        next = shortest;
    }
}
