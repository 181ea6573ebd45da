package io.sprockets.statsd.faults;

import java.io.IOException;

/** What code that is not ours may throw at any time. */
enum Thrown {
    RUNTIME_EXCEPTION,
    CHECKED_EXCEPTION,
    ASSERTION_ERROR,
    LINKAGE_ERROR,
    STACK_OVERFLOW,
    OUT_OF_MEMORY;

    void now() {
        switch (this) {
            case RUNTIME_EXCEPTION -> throw new IllegalStateException("on purpose");
            case CHECKED_EXCEPTION -> sneak(new IOException("on purpose"));
            case ASSERTION_ERROR -> throw new AssertionError("on purpose");
            case LINKAGE_ERROR -> throw new NoClassDefFoundError("on purpose");
            case STACK_OVERFLOW -> overflow(0);
            case OUT_OF_MEMORY -> throw new OutOfMemoryError("on purpose");
        }
    }

    @SuppressWarnings("unchecked") // nothing is cast
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @SuppressWarnings("InfiniteRecursion") // that is what it is for
    private static int overflow(int depth) {
        return overflow(depth + 1) + 1;
    }
}
