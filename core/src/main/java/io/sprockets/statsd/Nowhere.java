package io.sprockets.statsd;

import io.sprockets.statsd.fold.Tallies;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.queue.LineQueue;

/** Where metrics go that nobody wants. */
final class Nowhere {
    private static final int SMALLEST = 1024; // bytes

    /** A queue that takes nothing. */
    static final LineQueue QUEUE = closed();

    static final Statsd STATSD = new View(
            new Intake(QUEUE, new Tallies<>(0), new Waiting(Overflow.DROP_NEWEST), new Ledger()),
            Scope.of(new Format(Dialect.STATSD, false, false, ""), Namespace.of("", true), Tags.NONE));

    private Nowhere() {}

    private static LineQueue closed() {
        LineQueue queue = new LineQueue(SMALLEST, SMALLEST, () -> {});
        queue.close();
        return queue;
    }
}
