package io.sprockets.statsd.sender;

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
        /** It is gone, and the server has read all of it. */
        READ
    }

    private static final long HURRY = 100_000_000; // nanoseconds between attempts when the sender is to stop
    private static final long STALL = 250_000_000; // nanoseconds without a byte taken

    private final Transport transport;
    private final SenderSettings settings;
    private final Backoff backoff;
    private final Notices notices;
    private @Nullable Connection connection;
    private boolean established;
    private boolean proven; // something was sent over it, or it was accepted
    private boolean finishing; // nothing more is sent, and the server is to end it
    private boolean answered;
    private boolean hurried;
    private boolean lookingUp; // the transport wakes the sender when that is over
    private long since; // opened or established
    private long retry; // not before this time
    private long progress; // bytes were last taken, or had not to be
    private long connects;

    Link(Transport transport, SenderSettings settings, Notices notices, long now) {
        this.transport = transport;
        this.settings = settings;
        this.backoff = new Backoff(
                settings.shortestBackoff().toNanos(), settings.longestBackoff().toNanos(), new SplittableRandom());
        this.notices = notices;
        this.retry = now;
    }

    boolean isUp() {
        return established;
    }

    /** Whether the server takes what it is sent. */
    boolean isMoving(long now) {
        return established && now - progress < STALL;
    }

    /** Connections that worked. */
    long connects() {
        return connects;
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
            if (transport.hasMoved(now)) {
                close();
                return Change.LOST;
            }
            if (connection == null && now - retry >= 0) {
                connection = transport.open();
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
            connects++;
            notices.connected();
        }
    }

    /** Goes on with another connection, which is established. */
    void use(Connection next, long now) {
        connection = next;
        since = now;
        progress = now;
    }

    /** Bytes were taken, or there were none to take. */
    void progressed(long now) {
        progress = now;
    }

    /** Gives up a connection that failed. */
    void fail(long now, String what, Exception reason) {
        boolean wasGood = proven && now - since >= settings.shortestBackoff().toNanos();
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
        if (wasGood) {
            return backoff.first(); // a server that ends may accept for a moment more, and read no more
        }
        return hurried ? HURRY : backoff.next();
    }

    /** From now on an attempt is made again soon. */
    void hurry(long now) {
        hurried = true;
        retry = Math.min(retry - now, 0) + now;
    }

    /** Says that nothing more will be sent. Returns whether the server will answer. */
    boolean finish(long now) {
        try {
            finishing = connection().finish();
        } catch (IOException e) {
            fail(now, "connection lost", e);
        }
        return finishing;
    }

    /** Whether the server has ended the connection after reading all of it. */
    boolean isAnswered() {
        return answered;
    }

    /** How long nothing can happen here unless the transport says so. */
    long nanosUntilNext(long now) {
        return connection == null && !lookingUp ? Math.max(retry - now, 0) : Long.MAX_VALUE;
    }

    void close() {
        established = false;
        proven = false;
        finishing = false;
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
            return end();
        }
        if (now - progress >= settings.writeTimeout().toNanos()) {
            throw new SocketTimeoutException("the server took nothing for " + settings.writeTimeout());
        }
        return Change.SAME;
    }

    private void establish(Connection current, long now) throws IOException {
        if (current.isEstablished()) {
            established = true;
            since = now;
            progress = now;
            if (!transport.isDatagram()) {
                proved();
            }
        } else if (now - since >= settings.connectTimeout().toNanos()) {
            throw new SocketTimeoutException("no connection within " + settings.connectTimeout());
        }
    }

    private Change end() throws IOException {
        if (finishing) {
            answered = true;
            close();
            return Change.READ;
        }
        throw new ConnectException("the server closed the connection");
    }
}
