package io.sprockets.statsd.testing.inbox;

import io.sprockets.statsd.testing.BadLine;
import io.sprockets.statsd.testing.ConnectionEvent;
import io.sprockets.statsd.testing.ReceivedMetric;
import io.sprockets.statsd.testing.line.ParsedLine;
import io.sprockets.statsd.testing.line.Parser;
import io.sprockets.statsd.testing.net.Connection;
import io.sprockets.statsd.testing.net.Receiver;
import io.sprockets.statsd.testing.net.Splitter;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that the server received. The server's thread fills it, one lock per read; any thread may look into it and wait
 * for more.
 */
public final class Inbox implements Receiver {
    private static final int MAX_EVENTS = 10_000;

    private final Retention retention;
    private final ReentrantLock lock = new ReentrantLock(true); // fair: a flood of lines must not lock readers out
    private final Condition changed = lock.newCondition();
    private final Splitter.Sink sink = this::line;

    private Received received;
    private final List<ConnectionEvent> connectionEvents = new ArrayList<>();
    private int connections;
    private long wakeAt = Long.MAX_VALUE; // how many lines the most modest waiter waits for

    /** An empty one. */
    public Inbox(Retention retention) {
        this.retention = retention;
        this.received = new Received(retention);
    }

    // What the server's thread calls.

    @Override
    public boolean stream(Connection connection, byte[] read, int length) {
        boolean[] good = new boolean[1];
        update(() -> {
            received.bytes += length;
            good[0] = connection.splitter().read(read, 0, length, sink);
        });
        return good[0];
    }

    @Override
    public void end(Connection connection) {
        Splitter splitter = connection.splitter();
        update(() -> splitter.end((text, from, to) -> bad(text, from, to, splitter.complaint())));
    }

    @Override
    public void packet(SocketAddress sender, Splitter splitter, byte[] read, int length) {
        update(() -> {
            received.packets++;
            received.bytes += length;
            splitter.read(read, 0, length, sink);
            splitter.end(sink);
        });
    }

    @Override
    public void connection(Connection connection, ConnectionEvent event) {
        update(() -> {
            switch (event.kind()) {
                case OPENED -> connections++;
                case CLOSED, RESET -> connections--;
                case REFUSED, HALF_CLOSED -> {} // neither begins nor ends a connection
            }
            if (connectionEvents.size() < MAX_EVENTS) {
                connectionEvents.add(event);
            }
            changed.signalAll();
        });
    }

    private void update(Runnable change) {
        lock.lock();
        try {
            change.run();
            if (received.lines >= wakeAt) {
                wakeAt = Long.MAX_VALUE;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void line(byte[] text, int from, int to) {
        int end = to > from && text[to - 1] == '\r' ? to - 1 : to;
        if (end == from) {
            return; // an empty line is no line, servers ignore it
        }
        if (end - from > retention.maxLineBytes()) {
            bad(text, from, end, "longer than " + retention.maxLineBytes() + " bytes");
        } else if (received.shapes.add(text, from, end) != null) {
            received.lines++;
            received.journal.add(text, from, end, true);
        } else {
            parse(text, from, end, to);
        }
    }

    private void parse(byte[] text, int from, int end, int to) {
        Parser parser = retention.parser();
        ParsedLine parsed = parser.parse(text, from, parser == Parser.REFERENCE ? to : end); // which sees the CR
        if (parsed instanceof ParsedLine.Bad bad) {
            bad(text, from, end, bad.reason());
            return;
        }
        received.lines++;
        received.journal.add(text, from, end, true);
        if (parsed instanceof ParsedLine.Metrics several) {
            if (several.refused() != null) {
                received.badLines.add(text, from, end, several.refused());
            }
            for (ReceivedMetric metric : several.metrics()) {
                Series series = received.totals.add(metric);
                if (series != null && several.metrics().size() == 1 && several.refused() == null) {
                    received.shapes.learn(text, from, end, series, metric.rate());
                }
            }
        }
    }

    private void bad(byte[] text, int from, int to, String reason) {
        int end = Math.min(to, from + retention.maxLineBytes());
        received.lines++;
        received.journal.add(text, from, end, false);
        received.badLines.add(text, from, end, reason);
    }

    // What any thread calls.

    /** Reads under the lock. */
    public <T> T read(Supplier<T> what) {
        lock.lock();
        try {
            return what.get();
        } finally {
            lock.unlock();
        }
    }

    /** What was received since the last {@link #clear}; to be looked at within {@link #read}. */
    public Received received() {
        return received;
    }

    /** The first 10,000 things that happened to connections. */
    public List<ConnectionEvent> connectionEvents() {
        return read(() -> List.copyOf(connectionEvents));
    }

    /** How many connections are open. */
    public int connections() {
        return read(() -> connections);
    }

    /** All bad lines that were kept. */
    public List<BadLine> badLines() {
        return read(() -> received.badLines.all());
    }

    /**
     * Waits until there is what is asked for.
     *
     * @param what is asked under the lock; null while there is nothing
     * @param wakeAtLines check again when there are this many lines, and whenever a connection changes
     * @param complaint what is wrong, asked under the lock when the time is over
     * @throws AssertionError with that complaint
     */
    <T> T await(Supplier<@Nullable T> what, long wakeAtLines, Duration timeout, Supplier<String> complaint) {
        long left = timeout.toNanos();
        lock.lock();
        try {
            for (T found = what.get(); ; found = what.get()) {
                if (found != null) {
                    return found;
                }
                if (left <= 0) {
                    throw new AssertionError("waited " + timeout + " for " + complaint.get());
                }
                wakeAt = Math.min(wakeAt, wakeAtLines);
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + read(complaint), interrupted);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets all that was received, but not which connections are open. */
    public void clear() {
        lock.lock();
        try {
            received = new Received(retention);
            connectionEvents.clear();
        } finally {
            lock.unlock();
        }
    }
}
