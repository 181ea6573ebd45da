package io.sprockets.statsd.sender;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/** Rounds that have failed since the last good one. Noting one neither allocates nor calls foreign code. */
final class Failures {
    private @Nullable Throwable first;
    private long count;

    void note(Throwable reason) {
        if (first == null) {
            first = reason;
        }
        count++;
    }

    boolean isOpen() {
        return count > 0;
    }

    long count() {
        return count;
    }

    Throwable first() {
        return requireNonNullElse(first, new IllegalStateException("nothing has failed"));
    }

    /** The same for those who know exceptions only. */
    Exception asException() {
        return first() instanceof Exception exception ? exception : new IllegalStateException(first());
    }

    void close() {
        first = null;
        count = 0;
    }
}
