package io.sprockets.statsd.fold;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.queue.LineQueue;

/** Writes the lines of one series to a sink, and counts the metrics that are no longer its own. */
final class Lines {
    private final LineSink sink;
    private final String name;
    private final String rest; // type, and the fields after it
    private long metrics;

    Lines(LineSink sink, String name, String rest) {
        this.sink = sink;
        this.name = name;
        this.rest = rest;
    }

    String rest() {
        return rest;
    }

    /** Writes a line that stands for so many metrics. */
    void line(String value, long merged) {
        line(value, rest, merged);
    }

    /** Writes a line with another type and fields. */
    void line(String value, String end, long merged) {
        add(name + ":" + value + end + "\n", merged);
    }

    /** Writes two lines that are one metric, and stand for so many. */
    void pair(String first, String second, long merged) {
        add(name + ":" + first + rest + (char) LineQueue.JOINT + name + ":" + second + rest + "\n", merged);
    }

    /** Metrics written, and those dropped with a line that was refused. */
    long metrics() {
        return metrics;
    }

    private void add(String line, long merged) {
        metrics += sink.line(line.getBytes(UTF_8), merged) ? 1 : merged;
    }
}
