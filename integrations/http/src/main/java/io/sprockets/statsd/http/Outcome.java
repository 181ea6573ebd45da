package io.sprockets.statsd.http;

import java.util.stream.IntStream;

/** How a request ended: a status, {@code aborted}, {@code failed} or {@code other}; each of them exists once. */
record Outcome(String label) {
    static final Outcome ABORTED = new Outcome("aborted");
    static final Outcome FAILED = new Outcome("failed");

    private static final Outcome OTHER = new Outcome("other");
    private static final int FIRST = 100;
    private static final Outcome[] STATUSES = IntStream.rangeClosed(FIRST, 999)
            .mapToObj(status -> new Outcome(Integer.toString(status)))
            .toArray(Outcome[]::new);

    static Outcome of(int status) {
        int at = status - FIRST;
        return at >= 0 && at < STATUSES.length ? STATUSES[at] : OTHER;
    }
}
