package io.sprockets.statsd.watch.intake;

import io.sprockets.statsd.testing.net.ServerLoop;
import io.sprockets.statsd.watch.store.Curve;
import io.sprockets.statsd.watch.store.LinesView;
import io.sprockets.statsd.watch.store.Points;
import io.sprockets.statsd.watch.store.Snapshot;
import io.sprockets.statsd.watch.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Where one asks what came. Questions are answered by the server's thread between two reads, or by the last snapshot,
 * of which there is one a second. Any thread may ask; after the server has been closed, the last answer remains.
 */
public final class Desk {
    private final ServerLoop loop;
    private final Store store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition renewed = lock.newCondition();
    private volatile Snapshot latest;

    /**
     * Makes one, with the snapshot of a second before anything came.
     *
     * @param second that ended before, since 1970
     */
    public Desk(ServerLoop loop, Store store, long second) {
        this.loop = loop;
        this.store = store;
        this.latest = ask(each -> each.endSecond(second));
    }

    /** Ends a second; called once for each. */
    public void endSecond(long second) {
        Snapshot next = ask(each -> each.endSecond(second));
        lock.lock();
        try {
            latest = next;
            renewed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The last snapshot. */
    public Snapshot latest() {
        return latest;
    }

    /** The last snapshot; waits for a time that it is of another second than this. */
    public Snapshot after(long second, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (latest.second() == second && left > 0) {
                left = renewed.awaitNanos(left);
            }
            return latest;
        } finally {
            lock.unlock();
        }
    }

    /** Lines from a number on, or from the oldest one that is kept, but at most this many of them. */
    public LinesView lines(long from, int most) {
        return ask(each -> each.lines(from, most));
    }

    /** The last seconds of the rate or value of some series; empty where there is none any more. */
    public List<Curve> sparks(List<Integer> numbers, int seconds) {
        return ask(each -> each.sparks(numbers, seconds));
    }

    /** The last seconds of a series; {@link Points#NONE} if there is none with this number any more. */
    public Points points(int number, int seconds) {
        return ask(each -> each.points(number, seconds));
    }

    /** How many lines have come until now. */
    public long lines() {
        return ask(Store::lines);
    }

    private <T> T ask(Function<Store, T> question) {
        AtomicReference<T> answer = new AtomicReference<>();
        boolean open = loop.call(() -> answer.setPlain(question.apply(store)));
        return open ? answer.getPlain() : question.apply(store); // whose thread has ended
    }
}
