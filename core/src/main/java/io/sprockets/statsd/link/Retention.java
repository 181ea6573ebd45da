package io.sprockets.statsd.link;

import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.transport.Transport;

/** When a line that was handed to the kernel may be forgotten. One class for each policy; only the sender uses them. */
sealed interface Retention permits ForgetAtOnce, KeepLastDatagram, KeepUntilRead {
    /** The policy for a transport. */
    static Retention of(Transport transport, LinkSettings settings, Backlog backlog, Ledger ledger) {
        if (transport.refusesLate()) {
            return new KeepLastDatagram(backlog);
        }
        return settings.confirms() ? new KeepUntilRead(backlog, ledger) : new ForgetAtOnce(backlog);
    }

    /** A packet that begins at this position was taken. */
    void handed(long start);

    /** Nothing says that what was handed over so far was refused. */
    default void intact() {}

    /** The server has read everything up to a mark. */
    default void read(Mark mark) {}

    /**
     * The server did not say whether it has read what was handed over.
     *
     * @return whether the lines are to be sent again
     */
    default boolean silent() {
        return false;
    }

    /** The server will not say what it reads over this connection. */
    default void deafened() {}

    /** The server cannot be asked, and there is no room to keep more. */
    default void giveUp() {}

    /** The connection broke, and what is kept is about to be sent again. */
    default void lost() {}

    /** Lines that had been handed over wait to be sent again. */
    default void replaying() {}

    /** Whether more may be handed over before anything is known of what was. */
    default boolean mayHandMore() {
        return true;
    }

    /** For now nothing can be known, so that there is no sense in waiting. */
    default void goOn() {}

    /** Whether everything up to a position is delivered as far as this policy can know. */
    boolean isSafe(long position);

    /** Lines that are kept until the server says that it has read them. */
    default long unread() {
        return 0;
    }

    /** Whether the server did not answer when it was last asked. */
    default boolean isUnanswered() {
        return false;
    }

    /** A place among all lines ever handed over, in bytes and in lines. */
    record Mark(long bytes, long lines) {
        static Mark of(Backlog backlog) {
            return new Mark(backlog.handedBytes(), backlog.handedLines());
        }
    }
}
