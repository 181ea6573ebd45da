package io.sprockets.statsd.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

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
final class Inbox {
    private static final int MAX_BAD_LINES = 10_000;
    private static final long MAX_BAD_CHARS = 16L << 20;
    private static final int MAX_EVENTS = 10_000;
    private static final int SHOWN = 10; // lines that a complaint shows

    private final Settings settings;
    private final ReentrantLock lock = new ReentrantLock(true); // fair: a flood of lines must not lock readers out
    private final Condition changed = lock.newCondition();
    private final Splitter.Sink sink = this::line;

    private Totals totals;
    private Shapes shapes;
    private Journal journal;
    private Taker taker = new Taker();
    private final List<BadLine> badLines = new ArrayList<>();
    private final List<ConnectionEvent> connectionEvents = new ArrayList<>();
    private long badChars;
    private long badLineCount;
    private long lines;
    private long bytes;
    private long packets;
    private int connections;
    private long wakeAt = Long.MAX_VALUE; // how many lines the most modest waiter waits for

    Inbox(Settings settings) {
        this.settings = settings;
        this.totals = new Totals(settings.maxSeries());
        this.shapes = new Shapes(settings.maxSeries());
        this.journal = new Journal(settings.retainedLines());
    }

    // What the server's thread calls.

    /** Returns false if the rest of that connection makes no sense. */
    boolean receiveStream(Splitter splitter, byte[] read, int length) {
        boolean[] good = new boolean[1];
        update(() -> {
            bytes += length;
            good[0] = splitter.read(read, 0, length, sink);
        });
        return good[0];
    }

    /** The end of what a client sent, or of what can be understood of it. */
    void receiveEnd(Splitter splitter) {
        update(() -> splitter.end((text, from, to) -> bad(text, from, to, splitter.complaint())));
    }

    /** A datagram; its last line needs no newline. */
    void receivePacket(Splitter splitter, byte[] read, int length) {
        update(() -> {
            packets++;
            bytes += length;
            splitter.read(read, 0, length, sink);
            splitter.end(sink);
        });
    }

    void receiveConnectionEvent(ConnectionEvent event) {
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
            if (lines >= wakeAt) {
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
        if (end - from > settings.maxLineBytes()) {
            bad(text, from, end, "longer than " + settings.maxLineBytes() + " bytes");
        } else if (shapes.add(text, from, end)) {
            lines++;
            journal.add(text, from, end, true);
        } else {
            parse(text, from, end);
        }
    }

    private void parse(byte[] text, int from, int to) {
        ParsedLine parsed = LineParser.parse(text, from, to);
        if (parsed instanceof ParsedLine.Bad bad) {
            bad(text, from, to, bad.reason());
            return;
        }
        lines++;
        journal.add(text, from, to, true);
        if (parsed instanceof ParsedLine.Metrics several) {
            for (ReceivedMetric metric : several.metrics()) {
                Series series = totals.add(metric);
                if (series != null && several.metrics().size() == 1) {
                    shapes.learn(text, from, to, series, metric.rate());
                }
            }
        }
    }

    private void bad(byte[] text, int from, int to, String reason) {
        int end = Math.min(to, from + settings.maxLineBytes());
        lines++;
        badLineCount++;
        journal.add(text, from, end, false);
        if (badLines.size() < MAX_BAD_LINES && badChars + (end - from) <= MAX_BAD_CHARS) {
            badChars += end - from;
            badLines.add(new BadLine(new String(text, from, end - from, UTF_8), reason));
        }
    }

    // What any thread calls.

    /** Reads under the lock. */
    <T> T read(Supplier<T> what) {
        lock.lock();
        try {
            return what.get();
        } finally {
            lock.unlock();
        }
    }

    Totals totals() {
        return totals;
    }

    Journal journal() {
        return journal;
    }

    List<BadLine> badLines() {
        return List.copyOf(badLines);
    }

    List<ConnectionEvent> connectionEvents() {
        return List.copyOf(connectionEvents);
    }

    long badLineCount() {
        return badLineCount;
    }

    long lines() {
        return lines;
    }

    long bytes() {
        return bytes;
    }

    long packets() {
        return packets;
    }

    int connections() {
        return connections;
    }

    ReceivedMetric take(Duration timeout) {
        return await(() -> taker.next(journal), 0, timeout, "a metric");
    }

    void awaitLines(long count, Duration timeout) {
        await(() -> lines >= count ? true : null, count, timeout, count + " lines");
    }

    void awaitSeries(String series, Duration timeout) {
        await(() -> totals.has(series) ? true : null, 0, timeout, series);
    }

    void awaitConnections(int count, Duration timeout) {
        await(() -> connections == count ? true : null, Long.MAX_VALUE, timeout, count + " open connections");
    }

    /** Waits until there is what is asked for; looks again when {@code wakeAtLines} lines are there. */
    private <T> T await(Supplier<@Nullable T> what, long wakeAtLines, Duration timeout, String wanted) {
        long left = timeout.toNanos();
        lock.lock();
        try {
            for (T found = what.get(); ; found = what.get()) {
                if (found != null) {
                    return found;
                }
                if (left <= 0) {
                    throw new AssertionError("waited " + timeout + " for " + wanted + ": " + arrived());
                }
                wakeAt = Math.min(wakeAt, wakeAtLines);
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(
                    "interrupted while waiting for " + wanted + ": " + read(this::arrived), interrupted);
        } finally {
            lock.unlock();
        }
    }

    private String arrived() {
        List<BadLine> lastBad = badLines.subList(Math.max(0, badLines.size() - SHOWN), badLines.size());
        return lines + " lines arrived (" + badLineCount + " bad), " + taker.taken() + " metrics taken, "
                + journal.size() + " lines retained, " + connections + " connections open; last retained lines "
                + journal.last(SHOWN) + ", last bad lines " + lastBad;
    }

    void clear() {
        lock.lock();
        try {
            totals = new Totals(settings.maxSeries());
            shapes = new Shapes(settings.maxSeries());
            journal = new Journal(settings.retainedLines());
            taker = new Taker();
            badLines.clear();
            connectionEvents.clear();
            badChars = 0;
            badLineCount = 0;
            lines = 0;
            bytes = 0;
            packets = 0;
        } finally {
            lock.unlock();
        }
    }
}
