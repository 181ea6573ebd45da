package io.sprockets.statsd.link;

import java.util.SplittableRandom;

/** When the next attempt to connect may be made. Only the sender thread uses it. */
final class Reconnect {
    private static final long HURRY = 100_000_000; // nanoseconds between attempts when the sender is to stop
    private static final long SHORTEST = 10_000_000; // nanoseconds between attempts, whatever the settings say
    private static final int LAST_ATTEMPTS = 3; // at a stop, to reach a server that was never there

    private final Backoff backoff;
    private final long good; // nanoseconds that a connection has to last
    private long notBefore;
    private long upSince;
    private boolean up;
    private boolean everUp;
    private boolean planned; // the next connection replaces one that was good
    private int lastAttempts = -1; // failed attempts since the stop began; negative before that

    Reconnect(LinkSettings settings, SplittableRandom random, long now) {
        this.good = settings.shortestBackoff().toNanos();
        this.backoff = new Backoff(good, settings.longestBackoff().toNanos(), random);
        this.notBefore = now;
    }

    boolean isDue(long now) {
        return now - notBefore >= 0;
    }

    long nanosLeft(long now) {
        return Math.max(notBefore - now, 0);
    }

    /** The connection is to be replaced, with no reason to wait. */
    void plan(long now) {
        planned = true;
        notBefore = now;
    }

    /**
     * A connection is established.
     *
     * @return whether the server is known to have been away before
     */
    boolean up(long now) {
        boolean back = !planned;
        planned = false;
        if (!up) {
            upSince = now;
        }
        up = true;
        everUp = true;
        return back;
    }

    boolean wasEverUp() {
        return everUp;
    }

    /**
     * An attempt or a connection has failed.
     *
     * @param elsewhere whether there is another address to try
     * @param least nanoseconds to wait if there is not
     */
    void failed(long now, boolean elsewhere, long least) {
        boolean wasGood = up && now - upSince >= good;
        if (wasGood) {
            backoff.reset();
        }
        up = false;
        planned = false;
        notBefore = now + (elsewhere ? 0 : delay(wasGood, least));
        if (lastAttempts >= 0 && !elsewhere) {
            lastAttempts++;
        }
    }

    /** From now on an attempt is made again soon. */
    void hurry(long now) {
        if (lastAttempts < 0) {
            lastAttempts = 0;
            notBefore = isDue(now) ? notBefore : now;
        }
    }

    /** Whether the server was never there, neither before the stop nor since. */
    boolean isHopeless() {
        return !everUp && lastAttempts >= LAST_ATTEMPTS;
    }

    private long delay(boolean wasGood, long least) {
        long delay = Math.max(wasGood ? backoff.first() : backoff.next(), Math.max(least, SHORTEST));
        return lastAttempts >= 0 ? Math.min(delay, HURRY) : delay;
    }
}
