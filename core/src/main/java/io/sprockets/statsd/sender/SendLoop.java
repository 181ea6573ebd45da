package io.sprockets.statsd.sender;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.fold.Tallies;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.line.SeriesKey;
import io.sprockets.statsd.link.Backlog;
import io.sprockets.statsd.queue.LineQueue;
import io.sprockets.statsd.transport.Transport;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * What the sender does, one round at a time: it takes lines from the queue, keeps the link up, and sends what waits. It
 * never stops draining the queue. Only the sender thread uses it, apart from {@link #stop}.
 */
final class SendLoop {
    private static final int LATE_ROUNDS = 200;
    private static final long LATE_PAUSE = 1_000_000; // nanoseconds

    private final LineQueue queue;
    private final SenderSettings settings;
    private final Ticker ticker;
    private final Observer observer;
    private final Ledger ledger;
    private final Notices notices;
    private final Backlog backlog;
    private final Inflow inflow;
    private final Link link;
    private final Rotation rotation;
    private final Outflow outflow;
    private final Tick tick = new Tick();
    private long deadline;
    private boolean draining; // it is to stop
    private boolean finishing; // everything is handed over
    private boolean done;
    private boolean confirmed;
    private volatile boolean stopping;

    SendLoop(
            LineQueue queue,
            Tallies<SeriesKey> tallies,
            Transport transport,
            SenderSettings settings,
            Ticker ticker,
            SplittableRandom random,
            Observer observer,
            Ledger ledger) {
        long now = ticker.read();
        this.queue = queue;
        this.settings = settings;
        this.ticker = ticker;
        this.observer = observer;
        this.ledger = ledger;
        this.notices = new Notices(transport.toString(), observer.listener(), observer.told());
        this.backlog = new Backlog(settings.backlogBytes(), settings.longestLine());
        this.inflow = new Inflow(queue, tallies, ledger.balance().tallied(), backlog, ledger, settings, now);
        this.link = new Link(transport, settings, notices, random, ledger, now);
        this.rotation = new Rotation(backlog, new Successor(transport, settings), settings, random, ledger);
        this.outflow = new Outflow(transport, backlog, link, rotation, ledger);
    }

    /** Asks the loop to send what there is and then to end. Any thread may call it. */
    void stop() {
        stopping = true;
    }

    /** After a round that failed in a way that nobody foresaw: begins again with a new connection. */
    void restart(Exception reason) {
        long now = ticker.read();
        link.fail(now, "the sender failed", reason);
        outflow.lost();
        done = draining && now - deadline >= 0;
    }

    boolean isDone() {
        return done;
    }

    /** Whether the server has confirmed that it read everything. */
    boolean isConfirmed() {
        return confirmed;
    }

    /**
     * One round.
     *
     * @return for how many nanoseconds there is nothing to do
     */
    long runOnce() {
        long now = ticker.read();
        if (stopping && !draining) {
            drainToEnd(now);
        }
        long drained = queue.drained();
        inflow.take(link.isMoving(now));
        boolean ended = outflow.advance(now);
        inflow.flush(now, link.isUp());
        if (link.isOpen()) {
            outflow.send(now);
        }
        if (draining) {
            finish(now, ended);
        }
        publish();
        observer.round(now);
        notices.dropped(now, observer.dropped());
        return rest(now, queue.drained() - drained);
    }

    /** Frees the connections and counts what is left as dropped. */
    void close() {
        queue.close();
        if (link.isUp()) {
            outflow.advance(ticker.read()); // the last datagram may have been refused
        }
        rotation.restart();
        link.close();
        awaitLateCallers();
        ledger.drop(DropReason.CLOSED, inflow.discard() + backlog.discard());
        publish();
        notices.dropped(ticker.read(), observer.dropped());
    }

    /** A caller that was suspended between claim and publish holds up the lines behind it; it needs a moment to finish. */
    private void awaitLateCallers() {
        for (int i = 0; i < LATE_ROUNDS && !queue.isDrained(); i++) {
            inflow.take(false);
            LockSupport.parkNanos(LATE_PAUSE);
        }
    }

    private void drainToEnd(long now) {
        draining = true;
        deadline = now + settings.stopTimeout().toNanos();
        queue.close();
        inflow.finish();
        link.hurry(now);
    }

    private void finish(long now, boolean ended) {
        if (finishing && ended) {
            rotation.allRead();
            confirmed = true;
            done = true;
        } else if (now - deadline >= 0) {
            done = true;
        } else if (finishing && !link.isUp()) {
            finishing = false; // it broke before the server had read everything
            done = !rotation.confirms();
        } else if (!finishing && inflow.isEmpty() && backlog.isEmpty()) {
            finishLink(now);
        }
    }

    private void finishLink(long now) {
        rotation.end(link);
        if (link.isOpen() && !link.finish(now) && !link.isUp()) {
            outflow.lost();
        }
        finishing = link.isFinishing();
        done = !finishing && backlog.isEmpty();
    }

    private void publish() {
        long held = backlog.waitingLines() + inflow.held();
        ledger.publish(queue.settled(), queue.drained(), inflow.tallied(), held, link.isUp());
        assert ledger.isBalanced() : ledger.balance();
    }

    private long rest(long now, long lines) {
        if (done
                || outflow.canSend()
                || (link.isUp() && inflow.canFlush(now))
                || (lines > 0 && queue.isQuarterFull())) {
            return 0;
        }
        long rest = Math.min(tick.next(lines), link.nanosUntilNext(now));
        rest = Math.min(rest, outflow.nanosUntilNext(now));
        rest = Math.min(rest, inflow.nanosUntilFlush(now));
        return draining ? Math.min(rest, Math.max(deadline - now, 0)) : rest;
    }
}
