package io.sprockets.statsd.link;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.transport.Connection;
import io.sprockets.statsd.transport.Transport;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** One connection, what it is doing, and until when: see {@link State}. Only the sender thread uses it. */
final class Session {
    /** Begins a connection; null while the server's name is being looked up. */
    interface Opener {
        @Nullable
        Connection open(long now) throws IOException;
    }

    private final Opener opener;
    private final boolean probes; // its first datagram shows whether anybody is there
    private final LinkSettings settings;
    private final UnaskedEnd unasked = new UnaskedEnd();
    private final Deadline deadline = new Deadline(); // of the state
    private @Nullable Connection connection; // null until the server's address is known
    private State state = State.RESOLVING;
    private boolean begunToResolve;
    private final RoundTrip roundTrip = new RoundTrip();

    Session(Opener opener, boolean probes, LinkSettings settings, long now) {
        this.opener = opener;
        this.probes = probes;
        this.settings = settings;
        enter(State.RESOLVING, now, Transport.LOOKUP_PATIENCE);
    }

    /** One that was never begun. */
    static Session none(LinkSettings settings) {
        Session none = new Session(now -> null, false, settings, 0);
        none.close();
        return none;
    }

    State state() {
        return state;
    }

    boolean is(State other) {
        return state == other;
    }

    /** Whether it cannot stay as it is for ever without a reason. */
    boolean isBounded() {
        return state == State.OPEN || state == State.CLOSED || awaitsProbe() || !deadline.isNone();
    }

    /** Whether the server is there, or was when it was last heard of. */
    boolean isConnected() {
        return switch (state) {
            case OPEN, ENDED, ARRIVING, QUIET, HALF_CLOSED -> true;
            case RESOLVING, CONNECTING, SETTLING, DOUBTFUL, CLOSED -> false;
        };
    }

    /** Whether nothing is sent over it for now. */
    boolean isHushed() {
        return state == State.ARRIVING || state == State.QUIET;
    }

    /** What lines are sent over, from the moment it is connected. */
    Connection connection() {
        return requireNonNull(connection, "connection");
    }

    /** How long nothing happens here unless the peer does something. */
    long nanosLeft(long now) {
        if (state == State.RESOLVING && !begunToResolve) {
            return 0;
        }
        return state == State.ARRIVING ? Math.min(deadline.left(now), State.LOOK) : deadline.left(now);
    }

    /**
     * Looks at the peer and at the clock.
     *
     * @throws IOException if the connection has failed
     */
    SessionEvent advance(long now) throws IOException {
        return switch (state) {
            case RESOLVING -> resolving(now);
            case CONNECTING -> connecting(now);
            case SETTLING -> settling(now);
            case OPEN -> open(now);
            case ENDED -> ended(now);
            case ARRIVING -> arriving(now);
            case QUIET -> quiet(now);
            case HALF_CLOSED -> halfClosed(now);
            case DOUBTFUL -> deadline.isOver(now) ? SessionEvent.BELIEVED : SessionEvent.NONE;
            case CLOSED -> SessionEvent.NONE;
        };
    }

    /** The first datagram is on its way; it counts as taken if it is not refused within this time. */
    void probed(long now, long proof) {
        enter(State.SETTLING, now, proof);
    }

    /** Whether a datagram may go ahead, because none has yet. */
    boolean awaitsProbe() {
        return state == State.SETTLING && deadline.isNone();
    }

    /** Bytes were taken, and more wait or not. */
    void took(long now, boolean waiting) {
        unasked.carried();
        progressed(now, waiting);
    }

    /** The patience begins anew, or ends if nothing waits. */
    private void progressed(long now, boolean waiting) {
        enter(State.OPEN, now, waiting ? settings.writeTimeout().toNanos() : Deadline.NEVER);
    }

    /** Lines wait; from now on the server should take some. */
    void expectProgress(long now) {
        if (state == State.OPEN && deadline.isNone()) {
            progressed(now, true);
        }
    }

    /** Whether lines wait and the server has taken none for a while. */
    boolean isStalled(long now) {
        return state == State.OPEN && !deadline.isNone() && deadline.elapsed(now) >= State.STALL;
    }

    /** Stops sending, or goes on. */
    void hush(long now) {
        enter(State.ARRIVING, now, settings.writeTimeout().toNanos());
    }

    void unhush(long now) {
        enter(State.OPEN, now, Deadline.NEVER);
    }

    /**
     * Half-closes the connection.
     *
     * @param matters whether the answer is worth waiting for
     */
    void finish(long now, boolean matters) throws IOException {
        enter(State.HALF_CLOSED, now, matters ? settings.writeTimeout().toNanos() : State.ANSWER);
        connection().finish();
    }

    /**
     * Closes it, and doubts the answer for a moment. One that took long may be that of a balancer which has given up;
     * then it gives up the next connection too, just as long after it was opened.
     */
    void doubt(long now) {
        connection().close();
        enter(State.DOUBTFUL, now, Math.max(State.DOUBT, deadline.elapsed(now)));
    }

    void close() {
        boolean open = state != State.CLOSED && state != State.DOUBTFUL;
        state = State.CLOSED;
        deadline.clear();
        if (open && connection != null) {
            connection.close();
        }
    }

    private SessionEvent resolving(long now) throws IOException {
        begunToResolve = true;
        connection = opener.open(now);
        if (connection != null) {
            enter(State.CONNECTING, now, settings.connectTimeout().toNanos());
            return connecting(now);
        }
        if (deadline.isOver(now)) {
            throw new UnknownHostException("the lookup took too long");
        }
        return SessionEvent.NONE;
    }

    private SessionEvent connecting(long now) throws IOException {
        roundTrip.watch(connection(), deadline.elapsed(now));
        if (connection().isEstablished()) {
            enter(State.SETTLING, now, probes ? Deadline.NEVER : roundTrip.patience(State.SETTLE));
            return settling(now);
        }
        if (deadline.isOver(now)) {
            throw roundTrip.timeout(settings.connectTimeout());
        }
        return SessionEvent.NONE;
    }

    private SessionEvent settling(long now) throws IOException {
        return hasLasted(now) ? opened(now) : SessionEvent.NONE;
    }

    private SessionEvent opened(long now) {
        enter(State.OPEN, now, Deadline.NEVER);
        return SessionEvent.OPENED;
    }

    private SessionEvent open(long now) throws IOException {
        if (hasLasted(now)) {
            throw new SocketTimeoutException("the server accepted no bytes for " + settings.writeTimeout());
        }
        return SessionEvent.NONE;
    }

    private SessionEvent arriving(long now) throws IOException {
        if (hasLasted(now) || connection().hasArrived()) {
            enter(State.QUIET, now, roundTrip.patience(State.SETTLE));
        }
        return SessionEvent.NONE;
    }

    private SessionEvent quiet(long now) throws IOException {
        return hasLasted(now) ? SessionEvent.QUIETED : SessionEvent.NONE;
    }

    private SessionEvent halfClosed(long now) throws IOException {
        if (unasked.isDeaf()) {
            return SessionEvent.SILENT;
        } else if (connection().isEnded()) {
            return SessionEvent.ANSWERED;
        }
        return deadline.isOver(now) ? SessionEvent.SILENT : SessionEvent.NONE;
    }

    private SessionEvent ended(long now) throws IOException {
        if (!deadline.isOver(now)) {
            return SessionEvent.NONE;
        } else if (unasked.leavesAReader(connection())) {
            enter(State.OPEN, now, Deadline.NEVER);
            return SessionEvent.DEAFENED;
        }
        deadline.renew(now);
        return SessionEvent.NONE;
    }

    /** Whether the server has left the connection open until the deadline. */
    private boolean hasLasted(long now) throws IOException {
        return !hasEnded(now) && deadline.isOver(now);
    }

    private boolean hasEnded(long now) throws IOException {
        boolean atOnce = state == State.SETTLING || !settings.confirms(); // else it may have been opened for a rotation
        boolean ended = unasked.hasCome(connection(), atOnce);
        if (ended) {
            enter(State.ENDED, now, roundTrip.patience(State.RESET));
        }
        return ended;
    }

    private void enter(State next, long now, long nanos) {
        state = next;
        deadline.set(now, nanos);
    }
}
