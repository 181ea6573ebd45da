package io.sprockets.statsd.sender;

import io.sprockets.statsd.ConnectorListener;
import io.sprockets.statsd.ledger.Balance;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.queue.Adders;
import io.sprockets.statsd.queue.RecordQueue;
import io.sprockets.statsd.series.Series;
import io.sprockets.statsd.series.SeriesTable;
import io.sprockets.statsd.transport.Transport;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sending side and its life cycle: it can be started, stopped and started again, and has a thread only in between.
 * Any thread may use it; only starting and stopping take a lock.
 */
public final class Sender {
    /** Nanoseconds beyond the stop timeout after which a stop is over, whatever listeners and loggers do. */
    private static final long MOMENT = 1_000_000_000;

    private final RecordQueue queue;
    private final SeriesTable table;
    private final Adders<Series> adders;
    private final Unsent unsent;
    private final Supplier<Transport> transports;
    private final SenderSettings settings;
    private Notices notices;
    private final Ledger ledger;
    private Telemetry telemetry = Telemetry.NONE;
    private long wishes; // to stop: each ends an earlier wish to start
    private @Nullable Run run; // from a start to its end
    private volatile boolean confirmed; // by the last run, that the server read everything
    private WeakReference<Thread> leaving = Run.NOBODY; // of the last run, about to end
    private volatile @Nullable Run awake; // the one that producers may wake

    /**
     * Makes a sender at rest, and its queue.
     *
     * @param queueBytes room for records that no sender has seen yet
     * @param transports makes the transport of one run
     */
    public Sender(
            int queueBytes,
            Supplier<Transport> transports,
            SenderSettings settings,
            ConnectorListener listener,
            Ledger ledger) {
        this.queue = new RecordQueue(queueBytes, this::wake);
        this.table = new SeriesTable(settings.fold().maxSeries(), settings.longestLine());
        this.adders = new Adders<>(settings.aggregation() != null);
        this.unsent = new Unsent(queue, adders, ledger);
        this.transports = transports;
        this.settings = settings;
        this.notices = new Notices(settings.description(), listener, ledger);
        this.ledger = ledger;
    }

    /** Reports to this after rounds, from the next start on. */
    public void reportTo(Telemetry next) {
        telemetry = next;
    }

    /** What producers offer their records to. */
    public RecordQueue queue() {
        return queue;
    }

    /** The series that records name by their numbers. */
    public SeriesTable table() {
        return table;
    }

    /** Where callers add amounts that need no record. */
    public Adders<Series> adders() {
        return adders;
    }

    /** Says that a connector does nothing because it is disabled. */
    public static void sayDisabled() {
        Untold.sayDisabled();
    }

    /** Whether this is the thread of a sender, which makes room in a queue and so must not wait for some. */
    public static boolean isSending() {
        return Thread.currentThread() instanceof SenderThread;
    }

    /**
     * Starts the thread, unless it runs. Completes when it does: at once, or after the current stop, on a thread for
     * that; or with the reason why there can be none, and then nothing has changed.
     */
    public CompletableFuture<Void> start() {
        Run current;
        long wish;
        synchronized (this) {
            current = run;
            wish = wishes;
            if (current == null) {
                return beginIfPossible();
            }
        }
        return current.isStopping() ? startAfter(current, wish) : CompletableFuture.completedFuture(null);
    }

    /**
     * Lets no more lines in, sends what there is, and ends the thread within the stop timeout and a moment.
     *
     * @return completes when all that is over, with whether the server confirmed that it read everything; on a thread
     *     for that, so what depends on it holds nothing up
     */
    public CompletableFuture<Boolean> stop() {
        Run last = requestStop();
        if (last == null) {
            return CompletableFuture.completedFuture(confirmed);
        }
        CompletableFuture<Boolean> stopped = new CompletableFuture<>();
        last.atEnd(() -> stopped.complete(last.isConfirmed()));
        return stopped;
    }

    /**
     * Stops, and waits until the thread is gone, unless foreign code holds it up. An interrupt does not cut that
     * short; it is kept for later.
     */
    public void close() {
        Run last;
        Thread thread;
        synchronized (this) { // so that no start comes in between
            last = requestStop();
            thread = leaving.get();
        }
        if (last != null) {
            last.awaitEnd(patience());
        } else if (thread != null) {
            Uninterrupted.join(thread, MOMENT);
        }
    }

    /**
     * Waits until everything recorded so far is handed over: read by the server, with confirmed delivery.
     *
     * @return false if that took too long, the sender does not run or ends, or this is its own thread
     */
    public boolean flush(Duration timeout) {
        Run current = awake;
        if (current == null || isSending()) {
            return waiting(ledger.balance()).pending() == 0;
        }
        return Flushes.await(current.flush(), current.ended(), timeout);
    }

    /** What was not handed over, if a balance is of the last round. Any thread may ask. */
    public Waiting waiting(Balance balance) {
        return unsent.waiting(balance, awake != null);
    }

    private long patience() {
        return settings.stopTimeout().toNanos() + MOMENT;
    }

    private CompletableFuture<Void> beginIfPossible() {
        try {
            begin();
            return CompletableFuture.completedFuture(null);
        } catch (Throwable e) { // there is no memory, descriptor or thread to be had
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Makes a run and starts it; if that fails, all is as before. */
    private void begin() {
        Transport transport = transports.get();
        boolean wasClosed = queue.isClosed();
        try {
            if (wasClosed) {
                unsent.dropAdditions();
            }
            notices = notices.orSuccessor();
            SendLoop loop = new SendLoop(transport, settings, surroundings());
            Run next = new Run(loop, transport, patience(), () -> ended(loop.isConfirmed()));
            queue.open();
            run = next;
            awake = next;
            notices.started();
            next.start();
        } catch (Throwable e) {
            run = null;
            awake = null;
            notices.notStarted();
            if (wasClosed) {
                queue.close();
            }
            transport.close();
            throw e;
        }
    }

    private Surroundings surroundings() {
        return new Surroundings(
                queue,
                table,
                adders,
                ledger,
                notices,
                telemetry,
                Ticker.SYSTEM,
                new SplittableRandom(),
                ByteBuffer::allocateDirect);
    }

    /** Starts when a run has ended, unless a stop was requested meanwhile. */
    private CompletableFuture<Void> startAfter(Run current, long wish) {
        CompletableFuture<Void> started = new CompletableFuture<>();
        current.atEnd(() -> Answers.pass(startIfStillWanted(wish), started));
        return started;
    }

    private synchronized CompletableFuture<Void> startIfStillWanted(long wish) {
        return wish == wishes ? start() : CompletableFuture.completedFuture(null);
    }

    /** Returns the run that is to end; null if there is none. */
    private synchronized @Nullable Run requestStop() {
        wishes++;
        Run current = run;
        if (current == null) {
            queue.close();
            discard();
        } else {
            current.requestStop();
        }
        return current;
    }

    /** Drops what was recorded, since it will never be sent. */
    private void discard() {
        unsent.drop();
        notices = notices.orSuccessor();
        if (notices.hasNews()) {
            notices.stopped();
            LastWords.say(notices);
        }
    }

    private synchronized void ended(boolean isConfirmed) {
        awake = null;
        confirmed = isConfirmed;
        leaving = run == null ? leaving : run.leaving();
        run = null; // nothing of it is kept
    }

    private void wake() {
        Run current = awake;
        if (current != null) {
            current.wake();
        }
    }
}
