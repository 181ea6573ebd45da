package io.sprockets.statsd.link;

import io.sprockets.statsd.transport.Transport;
import java.io.IOException;

/**
 * The other connection: either the one to follow the current one, opened while that is in use, or the one that was
 * given up, while its answer is in doubt. Only the sender thread uses it.
 */
final class Succession {
    private static final long RETRY = 1_000_000_000; // nanoseconds until an attempt that failed is made again

    private final Transport transport;
    private final LinkSettings settings;
    private Session session;
    private Retention.Mark doubted = new Retention.Mark(0, 0); // what was answered
    private long notBefore;

    Succession(Transport transport, LinkSettings settings, long now) {
        this.transport = transport;
        this.settings = settings;
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
            session.close(); // the current one is as good as before
            notBefore = now + RETRY;
            return false;
        }
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
    }
}
