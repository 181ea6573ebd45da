package io.sprockets.statsd.sender;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.queue.LineQueue;

/**
 * Writes the lines of folded series to the backlog. A sum or a rate may have made a line longer than a line may be; then
 * what it stands for is dropped and counted. Only the sender thread uses it.
 */
final class LineSink {
    private final Backlog backlog;
    private final DropCounts drops;
    private long metrics;

    LineSink(Backlog backlog, DropCounts drops) {
        this.backlog = backlog;
        this.drops = drops;
    }

    /** Writes a line that stands for so many metrics. */
    void line(String name, String value, String rest, long merged) {
        add(name + ":" + value + rest + "\n", merged);
    }

    /** Writes two lines that are one metric, and stand for so many. */
    void pair(String name, String first, String second, String rest, long merged) {
        add(name + ":" + first + rest + (char) LineQueue.JOINT + name + ":" + second + rest + "\n", merged);
    }

    /** Metrics written or dropped so far; the others are in them. */
    long metrics() {
        return metrics;
    }

    private void add(String line, long merged) {
        if (backlog.append(line.getBytes(UTF_8))) {
            metrics++;
        } else {
            metrics += merged;
            drops.add(DropReason.TOO_LONG, merged);
        }
    }
}
