package io.sprockets.statsd.call;

import io.sprockets.statsd.Timer;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;

/** Measures one operation after the other. It belongs to one thread at a time. */
final class Stopwatch implements Timer {
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

    Stopwatch(ObjLongConsumer<String> sink, String path, LongSupplier clock) {
        this.sink = sink;
        this.path = path;
        this.clock = clock;
        this.created = clock.getAsLong();
    }

    @Override
    public Timer start() {
        started = clock.getAsLong();
        state = State.RUNNING;
        return this;
    }

    @Override
    public Timer stop() {
        return stop(true);
    }

    @Override
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

    @Override
    public void send() {
        if (state != State.STOPPED) {
            throw new IllegalStateException("timer " + path + " has no time to send: stop it first, send it once");
        }
        sink.accept(path, elapsed);
        state = State.SENT;
    }

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

    @Override
    public String toString() {
        return "timer " + path + " (" + state.name().toLowerCase(Locale.ROOT) + ")";
    }
}
