package io.sprockets.statsd.sender;

/** How long the sender rests when it has nothing to do: briefly while lines flow, longer and longer when none come. */
final class Tick {
    private static final long SHORTEST = 5_000_000; // nanoseconds; a metric waits so long on a busy connector
    private static final long LONGEST = 250_000_000; // and so long after a pause

    private long nanos = SHORTEST;

    long next(boolean linesCame) {
        nanos = linesCame ? SHORTEST : Math.min(nanos * 2, LONGEST);
        return nanos;
    }
}
