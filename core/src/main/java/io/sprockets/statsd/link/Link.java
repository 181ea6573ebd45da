package io.sprockets.statsd.link;

import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.link.Rotation.When;
import io.sprockets.statsd.transport.Transport;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.SplittableRandom;

/**
 * The way to the server: the connection that lines are sent over, and beside it at most one other, which is to follow it
 * or has just been left. Both are looked after in every round. Only the sender thread uses it.
 */
public final class Link {
    /** What is known when nothing more is to be sent. */
    public enum End {
        /** The server may still answer. */
        PENDING,
        /** The server has read everything. */
        READ,
        /** Nothing can be known. */
        UNKNOWN
    }

    private static final long PATIENCE = 2_000_000_000; // nanoseconds for a successor while there is no room for more
    private static final long LOOK = 10_000_000; // nanoseconds; whether there is a successor by now
    private static final long LAST_PATIENCE = 1_000_000_000; // nanoseconds for a successor at a stop

    private final Transport transport;
    private final LinkSettings settings;
    private final Retention retention;
    private final Rotation rotation;
    private final Packets packets;
    private final Reconnect reconnect;
    private final Succession succession;
    private final Proof proof = new Proof();
    private final LinkListener listener;
    private final Ledger ledger;
    private Session current;
    private End end = End.PENDING;
    private boolean ending; // nothing more will come

    /** Makes one that opens its first connection in the first round. */
    public Link(
            Transport transport,
            LinkSettings settings,
            Backlog backlog,
            Ledger ledger,
            LinkListener listener,
            SplittableRandom random,
            long now) {
        this.transport = transport;
        this.settings = settings;
        this.listener = listener;
        this.ledger = ledger;
        this.retention = transport.refusesLate()
                ? new KeepLastDatagram(backlog)
                : settings.confirms() ? new KeepUntilRead(backlog, ledger) : new ForgetAtOnce(backlog);
        this.rotation = new Rotation(backlog, retention, settings, random);
        this.packets = new Packets(transport, backlog, retention, ledger);
        this.reconnect = new Reconnect(settings, random, now);
        this.succession = new Succession(transport, settings, now);
        this.current = Session.none(settings);
    }

    /** Whether there is a connection, and nothing says that nobody is there. */
    public boolean isUp() {
        return switch (current.state()) {
            case OPEN, QUIET, HALF_CLOSED -> true;
            case SETTLING -> transport.refusesLate() && !proof.isRefused();
            case RESOLVING, CONNECTING, DOUBTFUL, CLOSED -> false;
        };
    }

    /** Whether the server takes what it is sent. */
    public boolean isMoving(long now) {
        return isUp() && !current.isStalled(now);
    }

    /** Whether the server was never there, and was not at the last attempts before the end either. */
    public boolean isHopeless() {
        return reconnect.isHopeless();
    }

    /** Whether every state that is to end has a deadline. */
    public boolean isBounded() {
        return current.isBounded() && succession.isBounded();
    }

    /** Looks after the connections. */
    public void advance(long now) {
        if (current.is(State.CLOSED) && reconnect.isDue(now)) {
            current = begun(transport::open, now);
        }
        if (!succession.isDoubting()) {
            succession.advance(now); // first, as the current one is only left for one that stands
        }
        boolean stood = current.isConnected();
        try {
            heed(current.advance(now), now);
        } catch (IOException e) {
            fail(now, stood ? "connection lost" : "cannot connect", e);
        }
        if (succession.isDoubting() && succession.advance(now)) {
            believe(); // last, as the answer is only believed if the current one still stands
        }
    }

    /**
     * Sends what waits, as far as the socket takes it, and leaves the connection if it is time to.
     *
     * @param most bytes
     */
    public void send(long now, long most) {
        if (!ending && current.is(State.OPEN) && isIdle(now) && packets.hasMore()) {
            replace(now); // whoever is between us and the server may have forgotten it
        }
        if (carries(now)) {
            hand(now, most);
        }
        rotate(now);
    }

    /** Whether sending again makes sense without waiting. */
    public boolean canSend(long now) {
        return carries(now) && packets.isBetweenLines();
    }

    /** How long nothing can happen here unless the peer does something. */
    public long nanosUntilNext(long now) {
        if (current.is(State.CLOSED)) {
            return Math.min(reconnect.nanosLeft(now), succession.nanosLeft(now));
        }
        long left = Math.min(current.nanosLeft(now), succession.nanosLeft(now));
        if (current.is(State.OPEN)) {
            boolean waits = packets.hasMore() && rotation.gathers(now);
            left = Math.min(left, waits ? rotation.nanosGathering(now) : Long.MAX_VALUE);
            left = Math.min(left, nanosUntilRotation(now));
        }
        return left;
    }

    /** Asks the server as soon as possible what it has read. Does nothing unless delivery is confirmed. */
    public void ask() {
        if (retention.unread() > 0) {
            rotation.ask();
        }
    }

    /** Whether everything up to a position has come as far as can be told: read, with confirmed delivery. */
    public boolean isSafe(long position) {
        return retention.isSafe(position);
    }

    /** From now on an attempt to connect is made again soon. */
    public void hurry(long now) {
        reconnect.hurry(now);
        rotation.ask();
    }

    /** Nothing more will be sent unless it has to be sent again: brings the connections to their end. */
    public End end(long now) {
        ending = true;
        if (end != End.PENDING) {
            return end;
        } else if (transport.refusesLate()) {
            return packets.isAllSafe() ? End.UNKNOWN : End.PENDING;
        } else if (settings.confirms() && reconnect.wasEverUp()) {
            return endOfConfirmed();
        } else if (current.is(State.OPEN)) {
            current.hush(now);
        }
        return isUp() ? End.PENDING : End.UNKNOWN;
    }

    /** After a failure that nobody foresaw: begins again with a new connection. */
    public void restart(long now, String what, Exception reason) {
        fail(now, what, reason);
    }

    /** Frees the connections. */
    public void close(long now) {
        if (transport.refusesLate() && !current.is(State.CLOSED)) {
            advance(now); // the last datagram may have been refused
        }
        succession.close();
        current.close();
    }

    /** Whether something waits, and the connection may carry it. */
    private boolean carries(long now) {
        boolean open = current.is(State.OPEN) || current.awaitsProbe();
        return open && packets.hasMore() && !rotation.gathers(now);
    }

    private End endOfConfirmed() {
        if (retention.unread() > 0) {
            rotation.ask();
            return End.PENDING;
        }
        return succession.isDoubting() ? End.PENDING : retention.isUnanswered() ? End.UNKNOWN : End.READ;
    }

    private void heed(Session.Event event, long now) throws IOException {
        switch (event) {
            case NONE, BELIEVED -> settled(now);
            case OPENED -> opened(now);
            case QUIETED -> leave(now);
            case ANSWERED -> answered(now);
            case SILENT -> silent(now);
        }
    }

    /** Nothing has happened: what was sent is not refused, and over UDP the socket may have had its time. */
    private void settled(long now) {
        if (current.is(State.SETTLING) && transport.refusesLate() && !current.awaitsProbe()) {
            return;
        }
        if (current.is(State.OPEN)) {
            retention.intact();
            if (transport.isStale(now)) {
                replace(now);
            }
        }
    }

    private void opened(long now) {
        transport.settled();
        retention.intact();
        proof.given();
        begin(now);
        if (reconnect.up(now)) {
            ledger.add(Entry.CONNECTS, 1);
        }
        listener.connected();
    }

    /** The current connection is in use from now on. */
    private void begin(long now) {
        packets.restart();
        proof.sent(now);
        rotation.begin(now);
    }

    private void hand(long now, long most) {
        boolean probe = current.awaitsProbe();
        try {
            current.expectProgress(now);
            long taken = packets.send(current.connection(), probe ? 1 : most);
            if (taken > 0) {
                proof.sent(now);
                if (probe) {
                    current.probed(now, proof.nanos());
                } else {
                    current.progressed(now, packets.hasMore());
                }
            }
        } catch (IOException e) {
            fail(now, "connection lost", e);
        }
    }

    private void rotate(long now) {
        boolean open = current.is(State.OPEN);
        if (!(open || current.is(State.QUIET)) || transport.refusesLate() || succession.isDoubting()) {
            return;
        }
        When when = ending && !settings.confirms() ? When.LATER : rotation.when(now);
        if (when != When.LATER) {
            succession.open(now);
        }
        boolean leaves = when == When.NOW && mayLeave(now);
        if (open && leaves) {
            current.hush(now);
        } else if (open && isStuck(now)) {
            retention.giveUp();
            listener.unconfirmed(now);
        } else if (!open && !leaves && !ending) {
            current.unhush(now); // the successor is gone
        }
    }

    /** Whether lines wait only because nobody can be had to confirm those before them. */
    private boolean isStuck(long now) {
        return settings.confirms() && rotation.overdue(now) >= PATIENCE && !packets.hasRoom();
    }

    /** Whether the connection is between two lines, and one that follows is there, or is not worth waiting for. */
    private boolean mayLeave(long now) {
        boolean alone = ending && rotation.overdue(now) >= LAST_PATIENCE;
        return packets.isBetweenLines() && (succession.isReady() || alone);
    }

    private void leave(long now) throws IOException {
        boolean last = ending && !settings.confirms();
        if (last || mayLeave(now)) {
            rotation.leaving();
            current.finish(now, ending || settings.confirms());
        } else {
            current.unhush(now);
        }
    }

    /** The server has read everything that was handed over, unless it is ending. */
    private void answered(long now) {
        Session left = current;
        if (!settings.confirms()) {
            left.close();
            if (ending) {
                end = End.READ;
            } else {
                follow(now);
            }
        } else if (succession.isReady()) {
            follow(now);
            succession.doubt(left, packets.mark(), now);
        } else if (ending) { // nobody is there to confirm the answer, and none was to be had
            left.close();
            end = End.UNKNOWN;
        } else {
            left.close();
            packets.takeBack();
            follow(now);
        }
    }

    private void silent(long now) {
        if (ending && !settings.confirms()) {
            end = End.UNKNOWN;
            current.close();
            return;
        }
        current.close();
        boolean again = retention.silent();
        if (again) {
            packets.takeBack();
            listener.failed(now, "no answer to a half-close", new SocketTimeoutException("the server says nothing"));
        } else if (settings.confirms()) {
            listener.unconfirmed(now);
        }
        follow(now);
    }

    /** The successor takes the place of the current connection; without one, a new one is opened. */
    private void follow(long now) {
        if (succession.isReady()) {
            current = succession.take(now);
            begin(now);
        } else {
            succession.close();
            current = begun(ignored -> transport.openBeside(), now);
        }
    }

    private Session begun(Session.Opener opener, long now) {
        return new Session(opener, transport.refusesLate(), settings, now);
    }

    private void believe() {
        if (current.is(State.OPEN) || current.is(State.QUIET)) {
            retention.read(succession.doubted());
        } else {
            packets.takeBack(); // nobody is there to confirm the answer
        }
    }

    /** Goes on over a new connection: nothing is wrong with the current one but its age. */
    private void replace(long now) {
        current.close();
        current = begun(transport::open, now);
        reconnect.plan(now);
    }

    private void fail(long now, String what, Exception reason) {
        boolean refused = reason instanceof PortUnreachableException;
        if (refused) {
            proof.refused(now);
        }
        current.close();
        succession.close();
        retention.lost();
        packets.takeBack();
        reconnect.failed(now, transport.hasOtherAddress(), refused ? Proof.AFTER_REFUSAL : 0);
        listener.failed(now, what, reason);
        if (ending && !settings.confirms()) {
            end = End.UNKNOWN;
        }
    }

    private boolean isIdle(long now) {
        return settings.maxIdle() != null
                && !transport.refusesLate()
                && retention.unread() == 0
                && proof.idle(now) >= settings.maxIdle().toNanos();
    }

    private long nanosUntilRotation(long now) {
        if (transport.refusesLate()) {
            return Long.MAX_VALUE;
        }
        return switch (rotation.when(now)) {
            case LATER -> rotation.nanosUntilSoon(now);
            case SOON -> rotation.nanosLeft(now);
            case NOW -> packets.isBetweenLines() ? LOOK : Long.MAX_VALUE; // else the socket says so
        };
    }
}
