package io.sprockets.statsd.sender;

/** How long the sender rests when it has nothing to do: briefly while many lines come, longer and longer when few or none do. */
final class Tick {
    private static final long SHORTEST = 5_000_000; // nanoseconds; a metric waits so long on a busy connector
    private static final long MODERATE = 20_000_000; // so long while there are few
    private static final long LONGEST = 250_000_000; // and so long after a pause
    private static final long MANY = 1_000; // lines; about twenty packets of UDP, which any server can hold

    private long nanos = SHORTEST;

    /** How long to rest after a round that took so many lines. */
    long next(long lines) {
        long most = lines > 0 ? MODERATE : LONGEST;
        nanos = lines >= MANY ? SHORTEST : Math.min(nanos * 2, most);
        return nanos;
    }
}
