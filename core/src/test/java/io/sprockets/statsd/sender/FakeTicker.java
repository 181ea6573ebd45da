package io.sprockets.statsd.sender;

import java.time.Duration;

/** Time that passes on command. */
final class FakeTicker implements Ticker {
    private long nanos = -5_000_000_000L; // it may be negative, and pass zero

    @Override
    public long read() {
        return nanos;
    }

    void pass(Duration duration) {
        nanos += duration.toNanos();
    }
}
