package io.sprockets.statsd.micrometer;

import io.micrometer.core.instrument.Meter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Reads at each step what has to be read, on one daemon thread. What a function of the application throws costs its own
 * value and nothing else. Any thread may add, remove and close.
 */
final class Readings {
    private final Map<Meter.Id, Reading> readings = new ConcurrentHashMap<>();
    private final FailedReadings failures = new FailedReadings();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, Readings::thread);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Pace pace;

    /** Begins to read. */
    Readings(Duration step, Pace pace) {
        this.pace = pace;
        timer.scheduleAtFixedRate(() -> readAll(Reading::read), step.toNanos(), step.toNanos(), TimeUnit.NANOSECONDS);
    }

    void add(Meter.Id id, Reading reading) {
        readings.put(id, reading);
    }

    void remove(Meter.Id id) {
        readings.remove(id);
    }

    /** Reads for the last time and ends the thread; interrupts it if that takes longer. Closing again does nothing. */
    void close(Duration timeout) {
        if (closed.getAndSet(true)) {
            return;
        }
        timer.execute(() -> readAll(Reading::readLast));
        timer.shutdown();
        try {
            if (!timer.awaitTermination(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
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
