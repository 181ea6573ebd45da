package io.sprockets.statsd.testing.inbox;

import io.sprockets.statsd.testing.ReceivedMetric;
import io.sprockets.statsd.testing.line.ParsedLine;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** How far the retained metrics were taken, one by one. Guarded by the lock of the {@link Inbox}. */
final class Taker {
    private final Deque<ReceivedMetric> pending = new ArrayDeque<>(); // further metrics of the line read last
    private int nextLine;
    private long taken;

    /** The next metric, or null when there is none yet. */
    @Nullable
    ReceivedMetric next(Journal journal) {
        while (pending.isEmpty() && nextLine < journal.size()) {
            if (journal.parsed(nextLine++) instanceof ParsedLine.Metrics line) {
                pending.addAll(line.metrics());
            }
        }
        ReceivedMetric next = pending.poll();
        if (next != null) {
            taken++;
        }
        return next;
    }

    long taken() {
        return taken;
    }
}
