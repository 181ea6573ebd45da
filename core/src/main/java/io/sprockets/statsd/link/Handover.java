package io.sprockets.statsd.link;

import io.sprockets.statsd.link.Rotation.When;
import io.sprockets.statsd.transport.Transport;
import java.io.IOException;
import java.net.SocketTimeoutException;

/**
 * The transition from one stream to the next: when the current one is given up, for which other, and how far the
 * server's answer can be trusted. Only the sender thread uses it.
 */
final class Handover {
    private static final long PATIENCE = 2_000_000_000; // nanoseconds for a successor while there is no room for more
    private static final long LAST_PATIENCE = 1_000_000_000; // nanoseconds for a successor at a stop
    private static final long LOOK = 10_000_000; // nanoseconds; whether there is a successor by now

    private static final String NO_ANSWER = "the server does not answer a half-close";

    private final LinkSettings settings;
    private final Retention retention;
    private final Packets packets;
    private final Rotation rotation;
    private final Succession succession;
    private final LinkListener listener;
    private boolean last; // nothing more will be sent

    Handover(
            Transport transport,
            LinkSettings settings,
            Packets packets,
            Rotation rotation,
            LinkListener listener,
            long now) {
        this.settings = settings;
        this.retention = packets.retention();
        this.packets = packets;
        this.rotation = rotation;
        this.succession = new Succession(transport, settings, listener, now);
        this.listener = listener;
    }

    /** Looks after the successor, before the current connection is left for it. */
    void prepare(long now) {
        if (!succession.isDoubting()) {
            succession.advance(now);
        }
    }

    /** Believes the last answer if its time has come, after a look at the connection that has to outlive it. */
    void believe(long now, boolean stands) {
        if (!succession.isDoubting() || !succession.advance(now)) {
            return;
        }
        if (stands) {
            retention.read(succession.doubted());
        } else {
            packets.takeBack();
        }
    }

    /** Leaves the current connection, if it is time to and another one is there. */
    void consider(Session current, long now) {
        boolean open = current.is(State.OPEN);
        if (!(open || current.isHushed()) || succession.isDoubting()) {
            return;
        }
        When when = last && !settings.confirms() ? When.LATER : rotation.when(now);
        if (when != When.LATER) {
            succession.open(now);
        }
        boolean leaves = when == When.NOW && mayLeave(now);
        if (!leaves && rotation.overdue(now) >= PATIENCE) {
            retention.goOn();
        }
        if (open && leaves) {
            current.hush(now);
        } else if (open && isStuck(now)) {
            retention.giveUp();
            listener.unconfirmed(now, stuck());
        } else if (!open && !leaves && !last) {
            current.unhush(now); // the successor is gone
        }
    }

    /** The current connection was quiet for long enough: half-closes it, if that still makes sense. */
    void leave(Session current, long now) throws IOException {
        if ((last && !settings.confirms()) || mayLeave(now)) {
            rotation.leaving();
            current.finish(now, last || settings.confirms());
        } else {
            current.unhush(now);
        }
    }

    /**
     * The server has answered the half-close with a FIN.
     *
     * @return whether no other connection will follow it
     */
    boolean answered(Session left, long now) {
        if (!settings.confirms()) {
            left.close();
        } else if (succession.isReady()) {
            return false; // the doubt begins when the successor is in use
        } else {
            left.close();
            if (!last) {
                packets.takeBack(); // there is no connection left to confirm the answer
            }
        }
        return last;
    }

    /** The server has ended its side and reads on, so it will never say what it has read. */
    void deafened(long now) {
        if (settings.confirms()) {
            retention.deafened();
            listener.unconfirmed(now, NO_ANSWER);
        }
    }

    /** The server has not answered. Returns whether there will be nothing to follow the connection. */
    boolean silent(Session left, long now) {
        left.close();
        if (last && !settings.confirms()) {
            return true;
        }
        if (retention.silent()) {
            packets.takeBack();
            listener.failed(now, "no answer to a half-close", new SocketTimeoutException("the server did not answer"));
        } else if (settings.confirms()) {
            listener.unconfirmed(now, NO_ANSWER);
        }
        return false;
    }

    boolean hasSuccessor() {
        return succession.isReady();
    }

    /** Gives the successor away. The answer of the one it follows is doubted if there was one. */
    Session successor(Session left, long now) {
        Session next = succession.take(now);
        if (left.is(State.HALF_CLOSED)) {
            succession.doubt(left, packets.mark(), now);
        }
        return next;
    }

    /** Asks the server as soon as possible what it has read. */
    void ask() {
        rotation.ask();
    }

    /** No more will be sent: whether the server has read everything, as far as is known. */
    End end() {
        if (retention.unread() > 0) {
            rotation.ask();
            return End.PENDING;
        }
        return succession.isDoubting() ? End.PENDING : retention.isUnanswered() ? End.UNKNOWN : End.READ;
    }

    /** No more will be sent, so that no other connection is worth waiting for. */
    void last() {
        last = true;
    }

    boolean isBounded() {
        return succession.isBounded();
    }

    /** How long there is nothing to do here for a connection that is open. */
    long nanosUntilNext(long now) {
        return switch (rotation.when(now)) {
            case LATER -> rotation.nanosUntilSoon(now);
            case SOON -> rotation.nanosLeft(now);
            case NOW -> packets.isBetweenLines() ? LOOK : Long.MAX_VALUE; // else the socket says so
        };
    }

    long nanosUntilSuccessor(long now) {
        return succession.nanosLeft(now);
    }

    /** Gives up what was prepared or doubted. */
    void close() {
        succession.close();
    }

    /** Whether lines wait only because no connection can be opened to confirm those before them. */
    private boolean isStuck(long now) {
        return settings.confirms() && rotation.overdue(now) >= PATIENCE && !packets.hasRoom();
    }

    private String stuck() {
        Exception reason = succession.failure();
        String why = "no other connection can be opened, and there is no room for more lines";
        return reason == null ? why : why + " (" + reason + ")";
    }

    /** Whether the connection is between two lines, and one that follows is there, or is not worth waiting for. */
    private boolean mayLeave(long now) {
        boolean alone = last && rotation.overdue(now) >= LAST_PATIENCE;
        return packets.isBetweenLines() && (succession.isReady() || alone);
    }
}
