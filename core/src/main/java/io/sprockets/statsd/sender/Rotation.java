package io.sprockets.statsd.sender;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * When a stream is left for a new one: at a certain age, or, with confirmed delivery, often enough that the server's
 * answer comes soon and what is kept until then stays small. Only the sender thread uses it.
 */
final class Rotation {
    private static final long RETRY = 1_000_000_000; // nanoseconds after a handover that failed
    private static final long MOST_BYTES = 1 << 20; // unconfirmed, before an answer is asked for

    private final Backlog backlog;
    private final Handover handover;
    private final long mostBytes;
    private final long confirmEvery; // nanoseconds; 0 if nothing is confirmed
    private final long age; // nanoseconds; the longest if there is no limit
    private long begun; // when the current connection was taken into use, or confirmed last
    private long connectionBegun;
    private long mark; // bytes that were handed over when the previous connection was left
    private long markLines;
    private long confirmedLines;
    private long notBefore; // the next handover is begun
    private boolean fresh = true;

    Rotation(Backlog backlog, Handover handover, SenderSettings settings) {
        this.backlog = backlog;
        this.handover = handover;
        this.mostBytes = Math.min(MOST_BYTES, settings.backlogBytes() / 4);
        Duration every = settings.confirmEvery();
        Duration most = settings.maxConnectionAge();
        this.confirmEvery = every == null ? 0 : every.toNanos();
        this.age = most == null ? Long.MAX_VALUE : jittered(most.toNanos());
    }

    /** Whether lines are kept until the server is known to have read them. */
    boolean confirms() {
        return confirmEvery > 0;
    }

    /** Metrics that the server is known to have read. */
    long confirmedLines() {
        return confirmedLines;
    }

    /** Whether a connection that was left has not answered yet. */
    boolean isWaiting() {
        return !handover.isIdle();
    }

    /** Goes on with the handover. Returns false if it is not known whether the server read what it was sent. */
    boolean advance(long now, Link link) {
        if (fresh) {
            begun = now;
            connectionBegun = now;
            notBefore = now;
            fresh = false;
        }
        switch (handover.answer(now)) {
            case READ -> confirm(mark, markLines);
            case LOST -> {
                if (confirms()) {
                    return false;
                }
            }
            case NONE -> {}
        }
        if (handover.isReady(now) && backlog.isAtLineEnd()) {
            mark = backlog.handedBytes();
            markLines = backlog.handedLines();
            link.use(handover.change(link.connection(), now), now);
            begun = now;
            connectionBegun = now;
            notBefore = now;
        } else if (handover.isIdle() && now - notBefore >= 0 && isDue(now)) {
            handover.begin(now);
            notBefore = now + RETRY; // should that fail
        }
        return true;
    }

    /** The server has read everything that was handed over. */
    void allRead() {
        confirm(backlog.handedBytes(), backlog.handedLines());
    }

    /** There is a new connection, or there will be. */
    void restart() {
        handover.close();
        fresh = true;
    }

    private void confirm(long bytes, long lines) {
        if (confirms()) {
            backlog.forget(bytes);
            confirmedLines = lines;
        }
    }

    private boolean isDue(long now) {
        if (now - connectionBegun >= age) {
            return true;
        }
        long unconfirmed = backlog.handedBytes() - backlog.keptBytes();
        return confirms() && unconfirmed > 0 && (unconfirmed >= mostBytes || now - begun >= confirmEvery);
    }

    private static long jittered(long nanos) {
        return nanos - new SplittableRandom().nextLong(nanos / 10 + 1);
    }
}
