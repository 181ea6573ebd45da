package io.sprockets.statsd.sender;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Which thread may run the loop. It is the sender thread, unless a listener or a logger holds that up during a stop.
 * Then another thread takes over, and the sender thread finds that out if it ever returns.
 */
final class Turn {
    private enum Holder {
        SENDER,
        /** The foreign code that the sender calls; meanwhile the loop rests. */
        STRANGER,
        RELIEF
    }

    private final AtomicReference<Holder> holder = new AtomicReference<>(Holder.SENDER);

    /** The sender calls foreign code that may never return. */
    void lend() {
        holder.set(Holder.STRANGER);
    }

    /** The call has come back. Returns false if another thread has taken over. */
    boolean takeBack() {
        return holder.compareAndSet(Holder.STRANGER, Holder.SENDER);
    }

    /** Takes the loop from a thread that is held up. Returns false if it is not. */
    boolean takeOver() {
        return holder.compareAndSet(Holder.STRANGER, Holder.RELIEF);
    }

    boolean isTakenOver() {
        return holder.get() == Holder.RELIEF;
    }
}
