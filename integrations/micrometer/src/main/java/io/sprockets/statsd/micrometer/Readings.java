package io.sprockets.statsd.micrometer;

import io.micrometer.core.instrument.Meter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads at each step what has to be read, on one daemon thread. What a function of the application throws costs its own
 * value and nothing else. Any thread may add, remove, start and stop.
 */
final class Readings {
    private final Map<Meter.Id, Reading> readings = new ConcurrentHashMap<>();
    private final FailedReadings failures = new FailedReadings();
    private final long step; // nanoseconds
    private final Pace pace;
    private @Nullable ScheduledThreadPoolExecutor timer; // while it reads

    Readings(Duration step, Pace pace) {
        this.step = step.toNanos();
        this.pace = pace;
    }

    /** Begins to read, unless it does already. */
    synchronized void start() {
        if (timer == null) {
            timer = new ScheduledThreadPoolExecutor(1, Readings::thread);
            timer.scheduleAtFixedRate(() -> readAll(Reading::read), step, step, TimeUnit.NANOSECONDS);
        }
    }

    void add(Meter.Id id, Reading reading) {
        readings.put(id, reading);
    }

    void remove(Meter.Id id) {
        readings.remove(id);
    }

    /**
     * Reads for the last time and ends the thread; interrupts it if that takes longer. Does nothing if it does not
     * read.
     */
    void stop(Duration timeout) {
        ScheduledThreadPoolExecutor ending = taken();
        if (ending == null) {
            return;
        }
        ending.execute(() -> readAll(Reading::readLast));
        ending.shutdown();
        try {
            if (!ending.awaitTermination(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                ending.shutdownNow();
            }
        } catch (InterruptedException e) {
            ending.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable ScheduledThreadPoolExecutor taken() {
        ScheduledThreadPoolExecutor current = timer;
        timer = null;
        return current;
    }

    private void readAll(Consumer<Reading> how) {
        pace.begin();
        readings.forEach((id, reading) -> {
            try {
                how.accept(reading);
                pace.sent();
            } catch (Throwable e) { // whatever it is, the others are read
                failures.note(id, e);
            }
        });
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "statsd-micrometer", 0, false); // inherits nothing
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }
}
