package io.sprockets.statsd.sender;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.queue.LineQueue;

/** Writes the lines of folded series to the backlog. Only the sender thread uses it. */
final class LineSink {
    private final Backlog backlog;
    private long lines;

    LineSink(Backlog backlog) {
        this.backlog = backlog;
    }

    void line(String name, String value, String rest) {
        add(name + ":" + value + rest + "\n");
    }

    /** Writes two lines that are one metric. */
    void pair(String name, String first, String second, String rest) {
        add(name + ":" + first + rest + (char) LineQueue.JOINT + name + ":" + second + rest + "\n");
    }

    /** Metrics written so far. */
    long lines() {
        return lines;
    }

    private void add(String line) {
        backlog.append(line.getBytes(UTF_8));
        lines++;
    }
}
