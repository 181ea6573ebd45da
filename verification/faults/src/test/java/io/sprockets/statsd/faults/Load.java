package io.sprockets.statsd.faults;

import io.sprockets.statsd.Statsd;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Callers that record numbered lines at a steady rate: gauges {@code caller.<n>} with the values 0, 1, 2 and so on. A
 * caller that could not run for a while makes up for it. Any thread may ask for the counts.
 */
final class Load implements AutoCloseable {
    private static final int PERIOD = 2; // milliseconds

    private final Statsd statsd;
    private final long linesPerSecond; // of one caller
    private final AtomicIntegerArray counts;
    private final ScheduledExecutorService threads;
    private final long begun = System.nanoTime();

    private Load(Statsd statsd, int callers, int linesPerSecond) {
        this.statsd = statsd;
        this.linesPerSecond = linesPerSecond / callers;
        this.counts = new AtomicIntegerArray(callers);
        this.threads = Executors.newScheduledThreadPool(callers);
    }

    static Load start(Statsd statsd, int callers, int linesPerSecond) {
        Load load = new Load(statsd, callers, linesPerSecond);
        for (int caller = 0; caller < callers; caller++) {
            int number = caller;
            load.threads.scheduleAtFixedRate(() -> load.record(number), 0, PERIOD, TimeUnit.MILLISECONDS);
        }
        return load;
    }

    /** How many lines a caller has recorded; each of them before this was called. */
    int count(int caller) {
        return counts.get(caller);
    }

    /** How many lines all callers have recorded. */
    long recorded() {
        return counts().stream().mapToLong(Integer::longValue).sum();
    }

    List<Integer> counts() {
        List<Integer> all = new ArrayList<>();
        for (int caller = 0; caller < counts.length(); caller++) {
            all.add(counts.get(caller));
        }
        return all;
    }

    /** Ends the callers, each after a whole call. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new AssertionError("a caller does not return");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void record(int caller) {
        long due = (System.nanoTime() - begun) / 1000 * linesPerSecond / 1_000_000;
        for (int line = counts.get(caller); line < due; line++) {
            statsd.gauge("caller." + caller, line);
            counts.set(caller, line + 1);
        }
    }

    /** Runs a body on this many threads, with their numbers, and waits for all of them. */
    static void onThreads(int count, Body body) throws InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(count);
        try {
            var calls = new ArrayList<java.util.concurrent.Future<?>>();
            for (int thread = 0; thread < count; thread++) {
                int number = thread;
                calls.add(threads.submit(() -> {
                    body.run(number);
                    return number;
                }));
            }
            for (var call : calls) {
                call.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** What one caller does. */
    interface Body {
        void run(int thread) throws Exception;
    }
}
