package io.sprockets.statsd.link;

import io.sprockets.statsd.transport.Transport;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The other connection: either the one to follow the current one, opened while that is in use, or the one that was
 * given up, while its answer is in doubt. Only the sender thread uses it.
 */
final class Succession {
    private static final long RETRY = 1_000_000_000; // nanoseconds until an attempt that failed is made again
    private static final int OUTLIVED = 2; // failures that are worth a word: the current connection has outlived one

    private final Transport transport;
    private final LinkSettings settings;
    private final LinkListener listener;
    private Session session;
    private Retention.Mark doubted = new Retention.Mark(0, 0); // what was answered
    private long notBefore;
    private int failures; // on end
    private @Nullable Exception failure; // the last of them

    Succession(Transport transport, LinkSettings settings, LinkListener listener, long now) {
        this.transport = transport;
        this.settings = settings;
        this.listener = listener;
        this.session = Session.none(settings);
        this.notBefore = now;
    }

    /** Begins a successor, unless there is one, or an answer is doubted. */
    void open(long now) {
        if (session.is(State.CLOSED) && now - notBefore >= 0) {
            session = new Session(ignored -> transport.openBeside(), false, settings, now);
            advance(now);
        }
    }

    boolean isReady() {
        return session.is(State.OPEN);
    }

    boolean isDoubting() {
        return session.is(State.DOUBTFUL);
    }

    /** Gives the successor away. */
    Session take(long now) {
        Session taken = session;
        session = Session.none(settings);
        notBefore = now;
        if (failures >= OUTLIVED) {
            listener.connected();
        }
        forgive();
        return taken;
    }

    /** Doubts the answer of a connection that was left, up to a mark. */
    void doubt(Session left, Retention.Mark mark, long now) {
        left.doubt(now);
        session = left;
        doubted = mark;
    }

    Retention.Mark doubted() {
        return doubted;
    }

    /** Looks after it. Returns whether what was doubted may be believed. */
    boolean advance(long now) {
        try {
            boolean believed = session.advance(now) == SessionEvent.BELIEVED;
            if (believed) {
                session.close();
            }
            return believed;
        } catch (IOException e) {
            failed(now, e); // the current one is as good as before
            return false;
        }
    }

    /** Why there is no successor; null if that is not known. */
    @Nullable
    Exception failure() {
        return failure;
    }

    boolean isBounded() {
        return session.isBounded();
    }

    /** How long there is nothing to do here, unless the peer does something. */
    long nanosLeft(long now) {
        return session.nanosLeft(now);
    }

    void close() {
        session.close();
        forgive();
    }

    private void failed(long now, IOException reason) {
        session.close();
        notBefore = now + RETRY;
        failure = reason;
        failures++;
        if (failures >= OUTLIVED) {
            listener.notFollowed(now, reason);
        }
    }

    private void forgive() {
        failures = 0;
        failure = null;
    }
}
