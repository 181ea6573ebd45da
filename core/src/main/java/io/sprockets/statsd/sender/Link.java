package io.sprockets.statsd.sender;

import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.link.Backoff;
import io.sprockets.statsd.transport.Connection;
import io.sprockets.statsd.transport.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The connection that should stand: it opens one, notices when it is gone, and comes back after a growing delay. Only
 * the sender thread uses it.
 */
final class Link {
    /** What became of the connection. */
    enum Change {
        SAME,
        /** It is gone, and what it last carried may be lost. */
        LOST,
        /** It is gone, and there is nothing to show that any of what it carried is lost. */
        ENDED,
        /** The server has ended it, and it is not known yet whether it read all of it. */
        DOUBTFUL,
        /** The server has ended it unasked, but has read all of it. */
        READ
    }

    private static final long HURRY = 100_000_000; // nanoseconds between attempts when the sender is to stop
    private static final long STALL = 250_000_000; // nanoseconds without a byte taken

    /** A peer that accepts and hangs up at once, as a balancer without a server does, shows it in so many nanoseconds. */
    static final long SETTLE = 10_000_000;

    /** A server that ends a connection unasked answers with a reset to what comes after, in so many nanoseconds. */
    private static final long RESET = 50_000_000;

    private final Transport transport;
    private final SenderSettings settings;
    private final Backoff backoff;
    private final Notices notices;
    private final Pause pause = new Pause();
    private final Progress progress = new Progress(); // of the server: it takes bytes, or ends the connection at last
    private @Nullable Connection connection;
    private boolean accepted;
    private boolean established;
    private boolean proven; // somebody is there
    private boolean finishing; // nothing more is sent, and the server is to end it
    private boolean hurried;
    private boolean lookingUp; // the transport wakes the sender when that is over
    private long since; // opened or accepted
    private long upSince; // whatever connections followed each other
    private long retry; // not before this time
    private final Ledger ledger;

    Link(
            Transport transport,
            SenderSettings settings,
            Notices notices,
            SplittableRandom random,
            Ledger ledger,
            long now) {
        this.ledger = ledger;
        this.transport = transport;
        this.settings = settings;
        this.backoff = new Backoff(
                settings.shortestBackoff().toNanos(), settings.longestBackoff().toNanos(), random);
        this.notices = notices;
        this.retry = now;
    }

    boolean isUp() {
        return established;
    }

    /** Whether it is up, not held, and the server was not told that nothing more would come. */
    boolean isOpen() {
        return established && !finishing && !pause.isOn();
    }

    /** Lets nothing be sent until it is released, finished, or another connection is used. */
    void hold(long now, long nanos) {
        pause.begin(now, nanos);
    }

    void release() {
        pause.end();
    }

    /** Whether it has been held for so long that what was sent before has arrived, or is lost. */
    boolean isQuiet(long now) {
        return pause.isOver(now);
    }

    /** Whether the server was told so, and has not answered yet. */
    boolean isFinishing() {
        return finishing;
    }

    /** Whether somebody is known to be there. Over UDP only what was sent can show that. */
    boolean isProven() {
        return proven;
    }

    /** Whether the server takes what it is sent. */
    boolean isMoving(long now) {
        return established && !progress.isMissing(now, STALL);
    }

    /** The connection; only while it is up. */
    Connection connection() {
        if (connection == null) {
            throw new IllegalStateException("the link is down");
        }
        return connection;
    }

    /** Opens, establishes or checks the connection. */
    Change advance(long now) {
        boolean stood = established;
        try {
            if (connection == null && now - retry >= 0) {
                connection = transport.open(now);
                lookingUp = connection == null;
                since = now;
            }
            return connection == null ? Change.SAME : check(connection, now);
        } catch (IOException e) {
            fail(now, stood ? "connection lost" : "cannot connect", e);
            return stood ? Change.LOST : Change.SAME;
        }
    }

    /** The connection has shown that somebody is there. */
    void proved() {
        if (!proven) {
            proven = true;
            ledger.add(Entry.CONNECTS, 1);
            transport.settled();
            notices.connected();
        }
    }

    /** Goes on with another connection, which is established. */
    void use(Connection next) {
        close();
        connection = next;
        accepted = true;
        established = true;
        proven = true;
    }

    /** Bytes were taken. */
    void progressed(long now) {
        progress.made(now);
    }

    /** Whether there is something that the server is to take. */
    void expect(boolean something, long now) {
        progress.expect(something, now);
    }

    /** Gives up a connection that failed. */
    void fail(long now, String what, Exception reason) {
        boolean wasGood = proven && now - upSince >= settings.shortestBackoff().toNanos();
        close();
        if (wasGood) {
            backoff.reset();
        }
        lookingUp = false;
        retry = now + delay(wasGood);
        notices.failed(now, what, reason);
    }

    private long delay(boolean wasGood) {
        if (transport.hasOtherAddress()) {
            return 0;
        }
        long delay = wasGood ? backoff.first() : backoff.next(); // a server that ends may accept for a moment more
        return hurried ? Math.min(delay, HURRY) : delay;
    }

    /** From now on an attempt is made again soon. */
    void hurry(long now) {
        hurried = true;
        retry = Math.min(retry - now, 0) + now;
    }

    /** Says that nothing more will be sent. Returns whether the server will answer. */
    boolean finish(long now) {
        try {
            pause.end();
            finishing = connection().finish();
            progress.expect(finishing, now);
            progress.made(now);
        } catch (IOException e) {
            fail(now, "connection lost", e);
        }
        return finishing;
    }

    /** How long nothing can happen here unless the transport says so. */
    long nanosUntilNext(long now) {
        if (connection == null) {
            return lookingUp ? Transport.LOOKUP_PATIENCE : Math.max(retry - now, 0);
        }
        if (pause.isOn()) {
            return pause.nanosLeft(now);
        }
        return accepted && !established ? Math.max(since + SETTLE - now, 0) : Long.MAX_VALUE;
    }

    void close() {
        accepted = false;
        established = false;
        proven = false;
        finishing = false;
        pause.end();
        progress.expectNothing();
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private Change check(Connection current, long now) throws IOException {
        if (!established) {
            establish(current, now);
            return Change.SAME;
        }
        if (current.isEnded()) {
            return finishing ? end() : endedUnasked(current, now);
        }
        if (transport.isStale(now)) {
            close();
            return Change.ENDED;
        }
        if (progress.isMissing(now, settings.writeTimeout().toNanos())) {
            throw new SocketTimeoutException("the server took nothing for " + settings.writeTimeout());
        }
        return Change.SAME;
    }

    private void establish(Connection current, long now) throws IOException {
        if (!accepted && current.isEstablished()) {
            accepted = true;
            since = now;
        }
        if (!accepted) {
            if (now - since >= settings.connectTimeout().toNanos()) {
                throw new SocketTimeoutException("no connection within " + settings.connectTimeout());
            }
        } else if (transport.refusesLate()) {
            up(now);
        } else if (current.isEnded()) {
            throw new ConnectException("the server accepts connections and closes them");
        } else if (now - since >= SETTLE) {
            up(now);
            proved();
        }
    }

    private void up(long now) {
        established = true;
        upSince = now;
    }

    private Change end() {
        close();
        return Change.ENDED;
    }

    private Change endedUnasked(Connection current, long now) throws IOException {
        ConnectException reason = new ConnectException("the server closed the connection");
        if (settings.confirmEvery() == null) {
            throw reason;
        }
        if (!isQuiet(now)) {
            hold(now, RESET);
            return Change.DOUBTFUL;
        }
        current.probe();
        fail(now, "connection lost", reason);
        return Change.READ;
    }
}
