package io.sprockets.statsd.sender;

import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.link.Backlog;
import io.sprockets.statsd.transport.Connection;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * When a stream is left for a new one: at a certain age, or, with confirmed delivery, often enough that the server's
 * answer comes soon and what is kept until then stays small. The new connection is opened while the old one is in use,
 * and used when the server has ended the old one: so it has read all of that, and the order stays. Only the sender thread
 * uses it.
 */
final class Rotation {
    private static final long MOST_BYTES = 1 << 20; // unconfirmed, before an answer is asked for
    private static final long PATIENCE = 1_000_000_000; // nanoseconds for an answer that nobody needs

    /**
     * A server that dies ends all its connections, and an end may cross lines that are on their way. So an end is believed
     * only when the connection that follows has outlived it by this time, in nanoseconds.
     */
    private static final long DOUBT = 50_000_000;

    private final Backlog backlog;
    private final Successor successor;
    private final long mostBytes;
    private final long confirmEvery; // nanoseconds; 0 if nothing is confirmed
    private final long age; // nanoseconds; the longest if there is no limit
    private long begun; // when the current connection was taken into use
    private boolean fresh = true; // it is not known yet
    private boolean leaving; // the current connection is half-closed
    private long left; // when that was
    private boolean doubted; // whether the end of the last connection is to be believed
    private long ended; // when that was
    private long endedBytes; // that were handed over until then
    private long endedLines;
    private long confirmedLines;
    private final Ledger ledger;

    Rotation(Backlog backlog, Successor successor, SenderSettings settings, SplittableRandom random, Ledger ledger) {
        this.ledger = ledger;
        this.backlog = backlog;
        this.successor = successor;
        this.mostBytes = Math.min(MOST_BYTES, settings.backlogBytes() / 4);
        Duration every = settings.confirmEvery();
        Duration most = settings.maxConnectionAge();
        this.confirmEvery = every == null ? 0 : every.toNanos();
        this.age = most == null ? Long.MAX_VALUE : most.toNanos() - random.nextLong(most.toNanos() / 10 + 1);
    }

    /** Whether lines are kept until the server is known to have read them. */
    boolean confirms() {
        return confirmEvery > 0;
    }

    /** Goes on with the change, while the link is up; a connection is not left in the middle of a line or a frame. */
    void advance(long now, Link link, boolean betweenLines) {
        if (fresh) {
            fresh = false;
            begin(now);
        }
        if (doubted && now - ended >= DOUBT) {
            confirm(endedBytes, endedLines);
        }
        if (leaving) {
            if (!confirms() && now - left >= PATIENCE) {
                change(now, link);
            }
        } else if (!link.isFinishing() && isDue(now)) {
            successor.open(now);
            leave(now, link, betweenLines);
        }
    }

    /**
     * The server has ended the connection after it was told that nothing more would come.
     *
     * @return false if that may not be believed
     */
    boolean ended(long now, Link link) {
        if (!leaving) {
            return true; // at a stop, no other connection follows
        }
        leaving = false;
        doubted = confirms();
        ended = now;
        endedBytes = backlog.handedBytes();
        endedLines = backlog.handedLines();
        boolean ready = successor.isReady(now);
        if (ready) {
            change(now, link);
        }
        return ready;
    }

    /** The server has read everything that was handed over. */
    void allRead() {
        confirm(backlog.handedBytes(), backlog.handedLines());
    }

    /** No other connection will follow the current one. */
    void end(Link link) {
        leaving = false;
        link.release();
        successor.giveUp();
    }

    /** There is a new connection, or there will be. */
    void restart() {
        successor.giveUp();
        fresh = true;
        leaving = false;
        doubted = false;
    }

    /**
     * Half-closes the connection, but a moment after the last line: an end that the server has sent meanwhile is seen before,
     * so one that comes after it means that nothing was lost on the way.
     */
    private void leave(long now, Link link, boolean betweenLines) {
        if (!successor.isReady(now) || !betweenLines) {
            link.release();
        } else if (link.isQuiet(now)) {
            leaving = link.finish(now);
            left = now;
        } else {
            link.hold(now, Link.SETTLE);
        }
    }

    private void change(long now, Link link) {
        Connection next = successor.take();
        if (next != null) {
            link.use(next);
            begin(now);
        }
    }

    private void begin(long now) {
        begun = now;
        leaving = false;
        successor.restart(now);
    }

    private void confirm(long bytes, long lines) {
        doubted = false;
        if (confirms()) {
            backlog.forget(bytes);
            ledger.add(Entry.CONFIRMED, lines - confirmedLines);
            confirmedLines = lines;
        }
    }

    private boolean isDue(long now) {
        if (doubted) {
            return false; // the next end would put off the belief in this one, and so on
        }
        if (now - begun >= age) {
            return true;
        }
        long unconfirmed = backlog.handedBytes() - backlog.keptBytes();
        boolean full = unconfirmed >= mostBytes || !backlog.hasRoom(); // only an answer makes room
        return confirms() && unconfirmed > 0 && (full || now - begun >= confirmEvery);
    }
}
