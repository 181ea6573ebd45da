package io.sprockets.statsd.sender;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Which thread may run the loop: the sender's, unless it is held up by a listener or a logger when the sender is to
 * stop. Then another one takes over, and the first one finds that out if it ever comes back.
 */
final class Turn {
    private enum Holder {
        SENDER,
        /** Whoever is called by the sender; meanwhile the loop is at rest. */
        STRANGER,
        RELIEF
    }

    private final AtomicReference<Holder> holder = new AtomicReference<>(Holder.SENDER);

    /** The sender calls somebody who may not come back. */
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
