package io.sprockets.statsd.link;

import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * When a stream is replaced by a new one: at a certain age, or with confirmed delivery to learn what the server has
 * read. The more lines a restart of the server would replay, the more often it asks, up to ten times a second. It then
 * also gathers lines, so that most of them are in flight only for a small part of that time. Only the sender thread
 * uses it.
 */
final class Rotation {
    /** How soon the connection is to be left. */
    enum When {
        LATER,
        /** The next connection should be opened. */
        SOON,
        NOW
    }

    private static final long MOST_BYTES = 1 << 20; // unread, before the server is asked
    private static final long RISK = 1_000; // unread lines that are worth a connection of their own
    private static final long SHORTEST = 100_000_000; // nanoseconds of a connection: ten a second
    private static final long HEAD_START = 35_000_000; // nanoseconds in which a connection is opened and has settled
    private static final long GATHERING = 88_000_000; // nanoseconds; the half-close follows when these lines are sent
    private static final long UNANSWERED = 60_000_000_000L; // nanoseconds until a server that did not answer is asked

    private final Backlog backlog;
    private final Retention retention;
    private final LinkSettings settings;
    private final long mostBytes;
    private final long age; // nanoseconds; the longest if there is no limit
    private final long usual; // nanoseconds between two questions, while the connection is not forgotten
    private long begun; // when the current connection was opened
    private boolean busy; // enough lines come for a restart to be expensive
    private boolean asked; // for an answer as soon as possible
    private boolean last; // no connection will be worth sparing
    private long dueSince;
    private boolean due;

    Rotation(Backlog backlog, Retention retention, LinkSettings settings, SplittableRandom random) {
        this.backlog = backlog;
        this.retention = retention;
        this.settings = settings;
        this.mostBytes = Math.min(MOST_BYTES, backlog.capacity() / 4);
        Duration most = settings.maxConnectionAge();
        this.usual = Math.min(nanos(settings.confirmEvery()), nanos(settings.maxIdle()));
        this.age = most == null ? Long.MAX_VALUE : most.toNanos() - random.nextLong(most.toNanos() / 10 + 1);
    }

    /** A connection is in use from now on. */
    void begin(long now) {
        begun = now;
        asked = false;
        due = false;
    }

    /** An answer is wanted as soon as possible. */
    void ask() {
        asked = settings.confirms();
    }

    /** The sender is to stop, so the connections that are still to come are few. */
    void hurry() {
        last = true;
    }

    /** The connection is about to be half-closed. */
    void leaving() {
        busy = retention.unread() >= RISK;
    }

    /** Whether lines should wait for a moment, so that less is in flight should the server restart. */
    boolean gathers(long now) {
        return busy && !asked && now - begun < GATHERING && !retention.isUnanswered() && backlog.hasRoom();
    }

    /** When lines need not wait any longer. */
    long nanosGathering(long now) {
        return Math.max(begun + GATHERING - now, 0);
    }

    When when(long now) {
        long left = nanosLeft(now);
        if (left > 0) {
            due = false;
            return left <= HEAD_START ? When.SOON : When.LATER;
        }
        if (!due) {
            due = true;
            dueSince = now;
        }
        return When.NOW;
    }

    /** How long the connection may be used. */
    long nanosLeft(long now) {
        long used = now - begun;
        long left = age - used;
        boolean waits = settings.confirms() && retention.unread() > 0;
        return Math.max(waits ? Math.min(left, interval() - used) : left, untilSpared(now));
    }

    /** The minimum use of a connection, to spare the server, whatever the settings say. */
    private long untilSpared(long now) {
        return last ? Long.MIN_VALUE : SHORTEST - (now - begun);
    }

    /** Whether the connection is old enough to be replaced, for any reason. */
    boolean mayEnd(long now) {
        return untilSpared(now) <= 0;
    }

    /** How long the connection should have been left. */
    long overdue(long now) {
        return due ? now - dueSince : 0;
    }

    /** When the successor should be opened. */
    long nanosUntilSoon(long now) {
        return Math.max(nanosLeft(now) - HEAD_START, 0);
    }

    private long interval() {
        boolean full = !backlog.hasRoom(); // only an answer makes room
        if (asked || full || !retention.mayHandMore()) {
            return 0;
        } else if (retention.isUnanswered()) {
            return UNANSWERED;
        }
        boolean many = retention.unread() >= RISK || backlog.handedBytes() - backlog.keptBytes() >= mostBytes;
        return many || busy ? Math.min(usual, SHORTEST) : usual;
    }

    private static long nanos(@Nullable Duration duration) {
        return duration == null ? Long.MAX_VALUE : duration.toNanos();
    }
}
