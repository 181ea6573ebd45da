package io.sprockets.statsd.link;

import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.transport.Transport;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.util.SplittableRandom;

/**
 * The way to the server: the connection in use, and at most one other, which is about to follow it or was just given
 * up. Each round looks after both. Only the sender thread uses it.
 */
public final class Link {
    private final Transport transport;
    private final LinkSettings settings;
    private final Packets packets;
    private final Rotation rotation;
    private final Handover handover;
    private final Reconnect reconnect;
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
        Retention retention = Retention.of(transport, settings, backlog, ledger);
        this.transport = transport;
        this.settings = settings;
        this.listener = listener;
        this.ledger = ledger;
        this.packets = new Packets(transport, backlog, retention, ledger);
        this.rotation = new Rotation(backlog, retention, settings, random);
        this.handover = new Handover(transport, settings, packets, rotation, listener, now);
        this.reconnect = new Reconnect(settings, random, now);
        this.current = Session.none(settings);
    }

    /** Whether there is a connection, and no sign that the server is gone. */
    public boolean isUp() {
        return switch (current.state()) {
            case OPEN, ARRIVING, QUIET, HALF_CLOSED -> true;
            case SETTLING -> transport.refusesLate() && !proof.isRefused();
            case RESOLVING, CONNECTING, ENDED, DOUBTFUL, CLOSED -> false;
        };
    }

    /** Whether lines are of use: the server is there, or one has to go ahead to find out, and none waits. */
    public boolean wantsLines() {
        return isUp() || (current.awaitsProbe() && !packets.hasMore());
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
        return current.isBounded() && handover.isBounded();
    }

    /** Whether everything up to a position is delivered as far as can be known: with confirmed delivery, read. */
    public boolean isSafe(long position) {
        return packets.retention().isSafe(position);
    }

    /** Whether sending again makes sense without waiting. */
    public boolean canSend(long now) {
        return carries(now) && packets.isBetweenLines();
    }

    /** How long nothing can happen here unless the peer does something. */
    public long nanosUntilNext(long now) {
        if (current.is(State.CLOSED)) {
            return Math.min(reconnect.nanosLeft(now), handover.nanosUntilSuccessor(now));
        }
        long left = Math.min(current.nanosLeft(now), handover.nanosUntilSuccessor(now));
        if (current.is(State.OPEN) && !transport.refusesLate()) {
            left = Math.min(left, handover.nanosUntilNext(now));
            boolean waits = packets.hasMore() && rotation.gathers(now);
            left = Math.min(left, waits ? rotation.nanosGathering(now) : Long.MAX_VALUE);
        }
        return left;
    }

    /** Looks after the connections. */
    public void advance(long now) {
        if (current.is(State.CLOSED) && reconnect.isDue(now)) {
            current = begun(transport::open, now);
        }
        handover.prepare(now); // first, since the current one is only given up for an open one
        boolean stood = current.isConnected();
        try {
            heed(current.advance(now), now);
        } catch (IOException e) {
            fail(now, stood ? "connection lost" : "cannot connect", e);
        }
        handover.believe(now, current.is(State.OPEN) || current.isHushed()); // last, since it must be open
    }

    /**
     * Sends what waits, as far as the socket takes it, and leaves the connection if it is time to.
     *
     * @param most bytes
     */
    public void send(long now, long most) {
        if (!ending && current.is(State.OPEN) && isIdle(now) && packets.hasMore()) {
            replace(now); // a balancer in between may have forgotten it
        }
        if (carries(now)) {
            hand(now, most);
        }
        if (!transport.refusesLate()) {
            handover.consider(current, now);
        }
    }

    /** Asks the server as soon as possible what it has read. Does nothing unless delivery is confirmed. */
    public void ask() {
        if (packets.retention().unread() > 0) {
            handover.ask();
        }
    }

    /** From now on an attempt to connect is made again soon. */
    public void hurry(long now) {
        reconnect.hurry(now);
        rotation.hurry();
        handover.ask();
    }

    /** Nothing more will be sent unless it has to be sent again: brings the connections to their end. */
    public End end(long now) {
        ending = true;
        handover.last();
        if (end != End.PENDING) {
            return end;
        } else if (transport.refusesLate()) {
            return packets.isAllSafe() ? End.UNKNOWN : End.PENDING;
        } else if (transport.sendsDatagrams()) {
            return End.UNKNOWN; // each was taken or refused at once, and nobody answers
        } else if (settings.confirms() && reconnect.wasEverUp()) {
            return handover.end();
        } else if (current.is(State.OPEN)) {
            current.hush(now);
        }
        return isUp() ? End.PENDING : End.UNKNOWN;
    }

    /** After an unexpected failure: begins again with a new connection. */
    public void restart(long now, String what, Exception reason) {
        fail(now, what, reason);
    }

    /** Frees the connections. */
    public void close(long now) {
        if (transport.refusesLate() && !current.is(State.CLOSED)) {
            advance(now); // the last datagram may have been refused
        }
        handover.close();
        current.close();
    }

    private void heed(SessionEvent event, long now) throws IOException {
        switch (event) {
            case NONE, BELIEVED -> goOn(now);
            case OPENED -> opened(now);
            case DEAFENED -> {
                opened(now);
                handover.deafened(now);
            }
            case QUIETED -> handover.leave(current, now);
            case ANSWERED -> {
                if (handover.answered(current, now)) {
                    end = settings.confirms() ? End.UNKNOWN : End.READ;
                } else {
                    follow(now);
                }
            }
            case SILENT -> {
                if (handover.silent(current, now)) {
                    end = End.UNKNOWN;
                } else {
                    follow(now);
                }
            }
        }
    }

    /** Nothing has happened: what was sent is not refused, and over UDP the socket may have had its time. */
    private void goOn(long now) {
        if (current.is(State.OPEN)) {
            packets.retention().intact();
            if (rotation.mayEnd(now) && transport.isStale(now)) {
                replace(now);
            }
        }
    }

    private void opened(long now) {
        transport.settled();
        packets.retention().intact();
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

    /** Whether something waits, and the connection may carry it. */
    private boolean carries(long now) {
        boolean open = current.is(State.OPEN) || current.awaitsProbe();
        boolean heldBack = packets.isBetweenLines() && !packets.retention().mayHandMore();
        return open && packets.hasMore() && !rotation.gathers(now) && !heldBack;
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
                    current.took(now, packets.hasMore() && packets.retention().mayHandMore());
                }
            }
        } catch (IOException e) {
            fail(now, "connection lost", e);
        }
    }

    /** The successor takes the place of the current connection; without one, a new one is opened. */
    private void follow(long now) {
        if (handover.hasSuccessor()) {
            current = handover.successor(current, now);
            begin(now);
        } else {
            handover.close();
            current = begun(ignored -> transport.openBeside(), now);
        }
    }

    /** Goes on over a new connection: nothing is wrong with the current one but its age. */
    private void replace(long now) {
        current.close();
        packets.takeBack(); // of a line that was begun
        current = begun(transport::open, now);
        reconnect.plan(now);
    }

    private Session begun(Session.Opener opener, long now) {
        return new Session(opener, transport.refusesLate(), settings, now);
    }

    private void fail(long now, String what, Exception reason) {
        boolean refused = reason instanceof PortUnreachableException;
        if (refused) {
            proof.refused(now);
        }
        current.close();
        handover.close();
        packets.retention().lost();
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
                && packets.isBetweenLines()
                && packets.retention().unread() == 0
                && rotation.mayEnd(now)
                && proof.idle(now) >= settings.maxIdle().toNanos();
    }
}
