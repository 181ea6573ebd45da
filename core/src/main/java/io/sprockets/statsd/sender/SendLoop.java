package io.sprockets.statsd.sender;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.link.Backlog;
import io.sprockets.statsd.link.End;
import io.sprockets.statsd.link.Link;
import io.sprockets.statsd.queue.RecordQueue;
import io.sprockets.statsd.transport.Transport;
import java.util.concurrent.CompletableFuture;

/**
 * The sender's work, one round at a time: takes metrics from the queue, looks after the link, and sends what is
 * waiting. It never stops draining the queue. Only the sender thread uses it, except where noted.
 */
final class SendLoop {
    /** From the first round to the last. */
    private enum Phase {
        /** Until a stop is requested. */
        RUNNING,
        /** No more metrics come in; those that wait are sent. */
        DRAINING,
        /** All is handed over; the server is asked whether it has read it. */
        ENDING,
        DONE
    }

    private static final int SPARE_PART = 8; // of the time of a stop, that is left when all should be sent
    private static final long LOOK = 10_000_000; // nanoseconds; whether a flush is over by now
    private static final long MOMENT = 1_000_000; // nanoseconds; for a caller that was suspended while it added
    private static final long MEMORY = 10_000_000_000L; // nanoseconds; to ask in vain costs half a second

    private final Surroundings around;
    private final RecordQueue queue;
    private final SenderSettings settings;
    private final Backlog backlog;
    private final Drain drain;
    private final Link link;
    private final Pace pace;
    private final Flushes flushes = new Flushes();
    private final Failures failures = new Failures();
    private Phase phase = Phase.RUNNING;
    private long deadline; // of a stop
    private long memoryAsked;
    private boolean confirmed;
    private volatile boolean stopping;

    SendLoop(Transport transport, SenderSettings settings, Surroundings around) {
        long now = around.ticker().read();
        Ledger ledger = around.ledger();
        this.around = around;
        this.queue = around.queue();
        this.settings = settings;
        this.memoryAsked = now;
        this.backlog = new Backlog(settings.backlogBytes(), settings.longestLine(), around.memory());
        this.drain = new Drain(around, backlog, settings, now);
        this.link = new Link(transport, settings.link(), backlog, ledger, around.notices(), around.random(), now);
        this.pace = new Pace(transport.refusesLate(), settings.aggregation(), now);
    }

    /** Asks the loop to send what there is and then to end. Any thread may call it. */
    void stop() {
        stopping = true;
    }

    /** Asks for everything recorded so far to be handed over. Any thread may call it. */
    CompletableFuture<Boolean> flush() {
        return flushes.ask();
    }

    /** A round has failed. Nothing is done about it here but to remember it, since anything may fail again. */
    void failed(Throwable reason) {
        failures.note(reason);
    }

    /** Whether the last round has failed, so that it is wise to wait before the next. */
    boolean hasFailed() {
        return failures.isOpen();
    }

    boolean isDone() {
        return phase == Phase.DONE;
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
        long now = around.ticker().read();
        if (stopping && !heedStop(now)) {
            return 0;
        }
        if (failures.isOpen()) {
            recover(now);
        }
        boolean any = take(now);
        link.advance(now);
        boolean passedOn = passOn(now);
        send(now);
        end(now);
        publish();
        flushes.advance(queue, passedOn, backlog, link); // not in the next round, which may be far off
        around.telemetry().round(now);
        return rest(now, any);
    }

    /** Whether there is something to report to the listener or the log. */
    boolean hasNews() {
        return around.notices().hasNews();
    }

    /** Reports it. Listener and log may take long, or never return. */
    void tell() {
        around.notices().tell(around.ticker().read());
    }

    /** Frees the connections and counts what is left as dropped. */
    void close() {
        queue.close();
        link.close(around.ticker().read());
        drain.awaitLateCallers();
        around.ledger().drop(DropReason.CLOSED, drain.discard() + backlog.discard());
        publish();
        flushes.end();
    }

    /** Makes the last report. */
    void tellEnd() {
        around.notices().stopped();
        around.notices().tell(around.ticker().read());
    }

    /** Drops unreported notices, since the last call to a listener or logger has not returned. */
    void leaveUntold() {
        around.notices().abandon();
    }

    /** Begins to stop, and returns false when the time for it is over. */
    private boolean heedStop(long now) {
        if (phase == Phase.RUNNING) {
            deadline = now + settings.stopTimeout().toNanos();
            phase = Phase.DRAINING;
            queue.close();
            drain.finish();
            link.hurry(now);
        }
        boolean hopeless = link.isHopeless() && phase == Phase.DRAINING;
        if (now - deadline >= 0 || hopeless) {
            phase = Phase.DONE;
        }
        return phase != Phase.DONE;
    }

    /** After a round that failed: begins again with a new connection, and finds again what that round had in hand. */
    private void recover(long now) {
        link.restart(now, "the sender failed", failures.asException());
        backlog.recount();
        drain.recount();
        long lost = queue.reader().drained() + drain.tallied() - around.ledger().accounted() - held();
        around.ledger().drop(DropReason.FAILED, lost);
        around.notices().roundsFailed(now, failures.first(), failures.count(), lost);
        failures.close();
    }

    private boolean take(long now) {
        if (now - memoryAsked >= MEMORY) {
            memoryAsked = now;
            backlog.retryMemory();
        }
        flushes.begin(queue);
        long drained = queue.reader().drained();
        long before = backlog.end();
        drain.take(link.isMoving(now));
        drain.sweep(now);
        boolean any = queue.reader().drained() != drained;
        pace.took(now, link.isUp() ? backlog.end() - before : 0, any);
        return any;
    }

    /** Passes on what was merged, if its time has come. Returns whether a flush that was asked for has all of it. */
    private boolean passOn(long now) {
        long tallied = drain.tallied();
        boolean passedOn = drain.flush(now, link.wantsLines(), flushes.wantsMerged());
        if (drain.tallied() != tallied) {
            pace.added(now);
        }
        return passedOn;
    }

    private void send(long now) {
        long before = backlog.handedBytes();
        if (phase != Phase.RUNNING) {
            long spare = settings.stopTimeout().toNanos() / SPARE_PART;
            pace.hurry(backlog.end() - before, deadline - spare - now);
        }
        if (pace.allowance() > 0) {
            link.send(now, pace.allowance());
            pace.sent(Math.max(backlog.handedBytes() - before, 0), backlog.isEmpty());
        }
    }

    private void end(long now) {
        if (phase == Phase.DRAINING && drain.isEmpty() && backlog.isEmpty()) {
            phase = Phase.ENDING;
        }
        if (phase != Phase.ENDING) {
            return;
        }
        if (!backlog.isEmpty()) {
            phase = Phase.DRAINING; // something has to be sent again
            return;
        }
        End end = link.end(now);
        if (end != End.PENDING) {
            confirmed = end == End.READ;
            phase = Phase.DONE;
        }
    }

    private void publish() {
        around.ledger()
                .publish(queue.reader().settled(), queue.reader().drained(), drain.tallied(), held(), link.isUp());
        assert around.ledger().isBalanced() : around.ledger().balance();
        assert link.isBounded() : "a connection may stay as it is for ever";
    }

    private long held() {
        return backlog.waitingLines() + drain.held();
    }

    private long rest(long now, boolean any) {
        boolean sends = link.canSend(now);
        boolean up = link.isUp();
        if (phase == Phase.DONE
                || (sends && pace.allowance() > 0)
                || (up && (drain.canFlush(now, flushes.wantsMerged()) || drain.canTake()))
                || (any && queue.isQuarterFull())) {
            return 0;
        }
        long rest = drain.rest(now, pace.rest());
        rest = Math.min(rest, sends ? pace.step() : Long.MAX_VALUE);
        rest = Math.min(rest, up && !flushes.isEmpty() ? LOOK : Long.MAX_VALUE);
        rest = Math.min(rest, link.nanosUntilNext(now));
        return phase == Phase.RUNNING ? rest : Math.min(restOfStop(now), rest);
    }

    private long restOfStop(long now) {
        long left = Math.max(deadline - now, 0);
        return drain.isHeldUp() ? Math.min(left, MOMENT) : left;
    }
}
