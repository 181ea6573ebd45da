package io.sprockets.statsd.queue;

/** A caller that was suspended in the middle of adding. */
public final class SuspendedCaller {
    private final Adder adder;

    private SuspendedCaller(Adder adder) {
        this.adder = adder;
    }

    /** Begins to add, and comes to no end. */
    public static SuspendedCaller in(Adder adder) {
        adder.first.begin();
        return new SuspendedCaller(adder);
    }

    /** Goes on, and adds an amount. */
    public void goOn(long amount) {
        adder.first.end(amount);
    }
}
