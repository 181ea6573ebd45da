package io.sprockets.statsd.queue;

/**
 * An object that records name by a number while it has one. The consumer may ask for the number back. The number goes
 * to another object only when no record can carry it any more: not before everything is consumed that was claimed until
 * then. Any thread may ask; one at a time may change it.
 */
public abstract class Numbered {
    private final int number;
    private volatile boolean givenUp;

    /** @param number below {@link Header#NUMBER_LIMIT} */
    protected Numbered(int number) {
        this.number = number;
    }

    public final int number() {
        return number;
    }

    /** Whether no new record may bring the number. */
    public final boolean isGivenUp() {
        return givenUp;
    }

    /** From now on no new record may bring the number; those that were claimed before may come. */
    protected final void giveUp() {
        givenUp = true;
    }

    /** It keeps its number after all; no other owner has had it. */
    protected final void keep() {
        givenUp = false;
    }
}
