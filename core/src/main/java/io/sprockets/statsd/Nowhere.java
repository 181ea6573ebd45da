package io.sprockets.statsd;

import io.sprockets.statsd.queue.LineQueue;
import io.sprockets.statsd.queue.Tallies;

/** Where metrics go that nobody wants. */
final class Nowhere {
    private static final int SMALLEST = 1024; // bytes

    static final Statsd STATSD =
            new View(intake(), new Scope(Dialect.STATSD, false, Namespace.of("", true), Tags.NONE, "", Sampling.ALL));

    private Nowhere() {}

    private static Intake intake() {
        LineQueue closed = new LineQueue(SMALLEST, SMALLEST, () -> {});
        closed.close();
        return new Intake(closed, new Tallies<>(0), new Waiting(Overflow.DROP_NEWEST), new Drops());
    }
}
