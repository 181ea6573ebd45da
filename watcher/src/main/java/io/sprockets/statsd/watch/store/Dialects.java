package io.sprockets.statsd.watch.store;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.testing.ReceivedMetric;

/** Which dialect a line is written in. */
final class Dialects {
    private Dialects() {}

    /** That of its tags and fields; a line that has none is the same in every dialect, and said to be the plain one. */
    static Dialect of(ReceivedMetric metric) {
        String line = metric.line();
        if (line.contains("|#")
                || !metric.fields().isEmpty()
                || metric.timestamp().isPresent()) {
            return Dialect.DOGSTATSD;
        }
        if (metric.tags().isEmpty()) {
            return metric.type().equals("d") ? Dialect.DOGSTATSD : Dialect.PLAIN;
        }
        if (line.indexOf('[') >= 0 && line.indexOf('[') < line.indexOf(']')) {
            return Dialect.SIGNALFX;
        }
        return switch (line.charAt(Math.min(metric.name().length(), line.length() - 1))) {
            case ',' -> Dialect.INFLUXDB;
            case '#' -> Dialect.LIBRATO;
            default -> Dialect.GRAPHITE;
        };
    }
}
