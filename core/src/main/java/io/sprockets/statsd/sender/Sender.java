package io.sprockets.statsd.sender;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.fold.Tallies;
import io.sprockets.statsd.ledger.Balance;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.line.SeriesKey;
import io.sprockets.statsd.queue.LineQueue;
import io.sprockets.statsd.transport.Transport;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sending side and its life: it can be started, stopped and started again, and has a thread only in between. Any
 * thread may use it; starting and stopping take a lock, nothing else does.
 */
public final class Sender {
    private final LineQueue queue;
    private final Tallies<SeriesKey> tallies;
    private final Supplier<Transport> transports;
    private final SenderSettings settings;
    private final Observer observer;
    private final Ledger ledger;
    private long wishes; // to stop: each ends an earlier wish to start
    private @Nullable SenderThread thread; // the current one, or the last one
    private volatile @Nullable SenderThread awake; // whom producers may wake

    /**
     * Makes a sender at rest, and its queue.
     *
     * @param queueBytes room for lines that no sender has seen yet
     * @param transports makes the transport of one run
     * @param observer is asked and told on the sender's thread
     */
    public Sender(
            int queueBytes, Supplier<Transport> transports, SenderSettings settings, Observer observer, Ledger ledger) {
        this.ledger = ledger;
        this.queue = new LineQueue(queueBytes, settings.longestLine(), this::wake);
        this.tallies = new Tallies<>(
                settings.aggregation() == null ? 0 : settings.fold().maxSeries());
        this.transports = transports;
        this.settings = settings;
        this.observer = observer;
    }

    /** What producers offer their lines to. */
    public LineQueue queue() {
        return queue;
    }

    /** Where callers may add up what needs no line of its own; without aggregation there is no place for any. */
    public Tallies<SeriesKey> tallies() {
        return tallies;
    }

    /** Whether this is the thread of a sender, which makes room in a queue and so must not wait for some. */
    public static boolean isSending() {
        return Thread.currentThread() instanceof SenderThread;
    }

    /** Starts the thread, unless it runs. Completes when it does: at once, or after the current stop. */
    public synchronized CompletableFuture<Void> start() {
        SenderThread current = thread;
        if (current != null && !current.ended().isDone()) {
            long wish = wishes;
            return current.isStopping()
                    ? current.ended().thenCompose(ended -> startIfStillWanted(wish))
                    : CompletableFuture.completedFuture(null);
        }
        if (queue.isClosed()) {
            countAsClosed(tallies.discard());
        }
        Transport transport = transports.get();
        SendLoop loop = new SendLoop(
                queue, tallies, transport, settings, Ticker.SYSTEM, new SplittableRandom(), observer, ledger);
        SenderThread next = new SenderThread(loop, transport, this::ended);
        run(next, transport);
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Lets no more lines in, sends what there is, and ends the thread within the stop timeout.
     *
     * @return completes when all that is over, with whether the server confirmed that it read everything
     */
    public synchronized CompletableFuture<Boolean> stop() {
        wishes++;
        if (thread == null) {
            queue.close();
            discard();
            return CompletableFuture.completedFuture(false);
        }
        thread.requestStop();
        return thread.ended();
    }

    /** Waits until the thread that was told to stop is gone. An interrupt is kept for later. */
    public void awaitEnd() {
        SenderThread last;
        synchronized (this) {
            last = thread;
        }
        if (last != null && last != Thread.currentThread()) {
            last.awaitEnd();
        }
    }

    /**
     * Calls to bound counters that came after the end and were not counted yet; they are dropped when the next start
     * takes them. Any thread may ask.
     */
    public long late() {
        return awake == null && queue.isClosed()
                ? tallies.calls() - ledger.balance().tallied()
                : 0;
    }

    private void run(SenderThread next, Transport transport) {
        SenderThread before = thread;
        thread = next;
        awake = next;
        boolean wasClosed = queue.isClosed();
        queue.open();
        try {
            next.start();
        } catch (Throwable e) { // the system has no thread to give
            thread = before;
            awake = null;
            if (wasClosed) {
                queue.close();
            }
            transport.close();
            throw e;
        }
    }

    private synchronized CompletableFuture<Void> startIfStillWanted(long wish) {
        return wish == wishes ? start() : CompletableFuture.completedFuture(null);
    }

    /** Drops what was recorded, since it will never be sent. */
    private void discard() {
        countAsClosed(Inflow.discard(queue) + tallies.discard());
    }

    /** Publishes that so many metrics were taken while no thread ran, and dropped. */
    private void countAsClosed(long metrics) {
        ledger.drop(DropReason.CLOSED, metrics);
        long drained = queue.drained();
        Balance last = ledger.balance();
        long tallied = last.tallied() + metrics - (drained - last.drained());
        ledger.publish(queue.settled(), drained, tallied, 0, false);
    }

    private void ended() {
        awake = null;
    }

    private void wake() {
        SenderThread current = awake;
        if (current != null) {
            current.wake();
        }
    }
}
