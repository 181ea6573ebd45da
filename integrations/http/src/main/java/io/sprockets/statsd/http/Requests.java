package io.sprockets.statsd.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The measured requests: how many are in flight, and the timers of those that have ended. Any thread may use it. */
final class Requests {
    private final Handlers handlers;
    private final String notRecorded;
    private final LongAdder inFlight = new LongAdder();

    /** @param notRecorded the handler of requests that only end */
    Requests(Handlers handlers, String notRecorded) {
        this.handlers = handlers;
        this.notRecorded = notRecorded;
    }

    void started() {
        inFlight.increment();
    }

    void ended() {
        inFlight.decrement();
    }

    /** The number that have started and not ended. */
    long inFlight() {
        return inFlight.sum();
    }

    void record(@Nullable String handler, KnownMethod method, Outcome outcome, Duration duration) {
        if (!notRecorded.equals(handler)) {
            handlers.of(handler).timing(method, outcome).record(duration);
        }
    }

    /** @param nanoseconds instead of a duration, which would be an object for each request */
    void record(@Nullable String handler, KnownMethod method, Outcome outcome, long nanoseconds) {
        if (!notRecorded.equals(handler)) {
            handlers.of(handler).timing(method, outcome).record(nanoseconds, TimeUnit.NANOSECONDS);
        }
    }
}
