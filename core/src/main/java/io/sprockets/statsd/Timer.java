package io.sprockets.statsd;

import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;

/**
 * Measures one operation after the other, each between a start and a stop, on a clock that never goes back. It belongs to
 * one thread at a time.
 *
 * <pre>{@code
 * try (Timer timer = statsd.timer("some-operation").start()) {
 *     doSomething();
 * }
 * }</pre>
 */
public final class Timer implements AutoCloseable {
    private enum State {
        NEW,
        RUNNING,
        STOPPED,
        SENT
    }

    private final ObjLongConsumer<String> sink; // of paths and nanoseconds
    private final String path;
    private final LongSupplier clock;
    private final long created;
    private State state = State.NEW;
    private long started;
    private long elapsed;

    Timer(ObjLongConsumer<String> sink, String path, LongSupplier clock) {
        this.sink = sink;
        this.path = path;
        this.clock = clock;
        this.created = clock.getAsLong();
    }

    /** Starts to measure, or starts again; a time that was not sent is forgotten. */
    public Timer start() {
        started = clock.getAsLong();
        state = State.RUNNING;
        return this;
    }

    /**
     * Stops and sends.
     *
     * @throws IllegalStateException if it was not started, or not since the last time was sent
     */
    public Timer stop() {
        return stop(true);
    }

    /**
     * Stops, and sends now or leaves that to {@link #send}.
     *
     * @throws IllegalStateException if it was not started, or not since the last time was sent
     */
    public Timer stop(boolean send) {
        if (state == State.NEW || state == State.SENT) {
            throw new IllegalStateException("timer " + path + " was stopped without being started");
        }
        elapsed = Math.max(clock.getAsLong() - started, 0);
        state = State.STOPPED;
        if (send) {
            send();
        }
        return this;
    }

    /**
     * Sends the time that was measured, once.
     *
     * @throws IllegalStateException if it was not stopped, or was sent already
     */
    public void send() {
        if (state != State.STOPPED) {
            throw new IllegalStateException("timer " + path + " has no time to send: stop it first, send it once");
        }
        sink.accept(path, elapsed);
        state = State.SENT;
    }

    /**
     * Sends what was not sent yet: a running timer is stopped first, one that was never started has run since it was made.
     * Closing again does nothing.
     */
    @Override
    public void close() {
        if (state == State.NEW) {
            started = created;
            state = State.RUNNING;
        }
        if (state == State.RUNNING) {
            stop();
        } else if (state == State.STOPPED) {
            send();
        }
    }
}
