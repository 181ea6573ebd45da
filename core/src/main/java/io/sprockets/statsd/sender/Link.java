package io.sprockets.statsd.sender;

import io.sprockets.statsd.transport.Connection;
import io.sprockets.statsd.transport.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The connection that should stand: it opens one, notices when it is gone, and comes back after a growing delay. Only
 * the sender thread uses it.
 */
final class Link {
    private static final long HURRY = 100_000_000; // nanoseconds between attempts when the sender is to stop

    private final Transport transport;
    private final SenderSettings settings;
    private final Backoff backoff;
    private final FailureLog log;
    private final LongSupplier dropped;
    private @Nullable Connection connection;
    private boolean established;
    private boolean proven; // something was sent over it, or it answered
    private boolean finishing; // nothing more is sent, and the server is to close it
    private boolean answered;
    private boolean hurried;
    private long attempt; // when the current connection was opened or established
    private long retry; // not before this time
    private long progress; // when bytes were last taken, or had not to be
    private long connects;

    Link(Transport transport, SenderSettings settings, long now, LongSupplier dropped) {
        this.transport = transport;
        this.settings = settings;
        this.backoff = new Backoff(
                settings.shortestBackoff().toNanos(), settings.longestBackoff().toNanos(), new SplittableRandom());
        this.log = new FailureLog(transport.toString());
        this.dropped = dropped;
        this.retry = now;
    }

    boolean isUp() {
        return established;
    }

    /** Connections that worked. */
    long connects() {
        return connects;
    }

    /** The connection has shown that somebody is there. */
    void proved() {
        if (!proven) {
            proven = true;
            connects++;
            log.recovered(dropped.getAsLong());
        }
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

    /** Whether the server has closed the connection after reading all of it. */
    boolean isAnswered() {
        return answered;
    }

    /** The connection; only while it is up. */
    Connection connection() {
        if (connection == null) {
            throw new IllegalStateException("the link is down");
        }
        return connection;
    }

    /** Opens, establishes or checks the connection. Returns whether one that stood is gone. */
    boolean advance(long now) {
        boolean stood = established;
        try {
            if (connection == null) {
                open(now);
            }
            if (connection != null) {
                check(connection, now);
            }
        } catch (IOException e) {
            fail(now, stood ? "connection lost" : "cannot connect", e);
        }
        return stood && !established;
    }

    /** Bytes were taken, or there were none to take. */
    void progressed(long now) {
        progress = now;
    }

    /** Gives up a connection that failed while lines were sent. */
    void fail(long now, String what, Exception reason) {
        if (answered) {
            close();
            return; // as it should be
        }
        boolean wasGood = proven && now - attempt >= settings.shortestBackoff().toNanos();
        close();
        if (wasGood) {
            backoff.reset();
        }
        boolean atOnce = wasGood || transport.hasOtherAddress();
        retry = now + (atOnce ? 0 : hurried ? HURRY : backoff.next());
        log.failed(now, what, reason);
    }

    /** From now on an attempt is made again soon. */
    void hurry(long now) {
        hurried = true;
        retry = Math.min(retry - now, 0) + now;
    }

    /** How long nothing can happen here unless the transport says so. */
    long nanosUntilNext(long now) {
        return connection == null ? Math.max(retry - now, 0) : Long.MAX_VALUE;
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

    private void open(long now) throws IOException {
        if (now - retry >= 0) {
            connection = transport.open();
            attempt = now;
        }
    }

    private void check(Connection current, long now) throws IOException {
        if (!established) {
            establish(current, now);
            return;
        }
        if (current.isEnded()) {
            answered = finishing;
            throw new ConnectException("the server closed the connection");
        }
        if (now - progress >= settings.writeTimeout().toNanos()) {
            throw new SocketTimeoutException("the server took nothing for " + settings.writeTimeout());
        }
    }

    private void establish(Connection current, long now) throws IOException {
        if (current.isEstablished()) {
            established = true;
            attempt = now;
            progress = now;
            if (!transport.isDatagram()) {
                proved();
            }
        } else if (now - attempt >= settings.connectTimeout().toNanos()) {
            throw new SocketTimeoutException("no connection within " + settings.connectTimeout());
        }
    }
}
