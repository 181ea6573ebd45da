package io.sprockets.statsd.sender;

/**
 * How much of a UDP backlog may be sent by now: about a datagram a millisecond, so that the server's socket buffer does
 * not overflow. If rounds are late, the machine is busy, and so is a server on it: then the next portion comes even
 * later, and missed portions are not made up for. Only at a stop are they, since what is not sent in time is dropped.
 * Only the sender thread uses it.
 */
final class Trickle {
    private static final long MILLI = 1_000_000; // nanoseconds
    private static final long MICRO = 1_000; // nanoseconds
    private static final long MICROS = 1_000; // in a millisecond
    private static final long STEP = 2 * MILLI; // between two portions
    private static final long MOST_LATE = 4 * STEP; // that a step is longer on a busy machine
    private static final int LATE_SHARE = 4; // what the last round has on average of them all: a fourth
    private static final long MOST_MISSED = 1_000 * MILLI; // that is made up for at a stop

    /** Bytes in a millisecond: a datagram. A server on node reads about five, if it has a core. */
    private static final long USUAL = 1_432;

    private static final long MOST_EARNED = 4 * MILLI; // of which a round has the bytes at once

    private long credit = USUAL * MOST_EARNED / MILLI; // bytes
    private long rate = USUAL; // bytes in a millisecond
    private long mostEarned = MOST_EARNED;
    private long planned; // the rest before this round; 0 if it was not for the next portion
    private long late; // nanoseconds that rounds have come late, on average

    /** Notes the time since the last round, and the bytes that callers have recorded, which may go at once. */
    void earn(long elapsed, long bytes) {
        if (planned > 0) {
            late += (Math.min(Math.max(elapsed - planned, 0), MOST_LATE) - late) / LATE_SHARE;
            planned = 0;
        }
        credit = Math.min(credit + rate * (Math.min(elapsed, mostEarned) / MICRO) / MICROS, Math.max(credit, most()))
                + bytes;
    }

    /** This many bytes must be sent within a time. */
    void hurry(long bytes, long nanos) {
        rate = Math.max(USUAL, bytes / Math.max(nanos / MILLI, 1));
        mostEarned = MOST_MISSED;
    }

    long credit() {
        return credit;
    }

    /**
     * Counts what was handed over.
     *
     * @param over whether nothing is new any more: all of it was handed over, or could not be and has waited by now
     */
    void spend(long bytes, boolean over) {
        credit -= bytes;
        if (over) {
            credit = Math.min(credit, most());
        }
    }

    /** How long to rest before the next portion. */
    long step() {
        planned = STEP + (mostEarned == MOST_MISSED ? 0 : late);
        return planned;
    }

    private long most() {
        return rate * (mostEarned / MILLI);
    }
}
