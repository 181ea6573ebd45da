package io.sprockets.statsd.compare;

import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * One thread that calls a client at a steady rate: each millisecond it sleeps, then makes the calls that are due, and
 * takes the time of each. So it is cold in the first call after each sleep, as callers are, and leaves the processor to
 * others.
 */
final class Pacer {
    private static final long MILLISECOND = 1_000_000; // nanoseconds
    private static final long LONGEST = 10_000_000_000L;
    private static final double[] PERCENTILES = {50, 99, 99.9, 99.99, 100};

    private final Client client;
    private final int names;
    private int name;

    Pacer(Client client, int names) {
        this.client = client;
        this.names = names;
    }

    /** Calls at a rate for a time. Returns the calls, their percentiles in nanoseconds, and CPU time. */
    Sample run(int perSecond, long nanos) {
        Histogram latency = new Histogram(LONGEST, 3);
        int burst = perSecond / 1_000;
        Usage usage = new Usage();
        long start = System.nanoTime();
        for (long due = start; due - start < nanos; due += MILLISECOND) {
            long wait = due - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
            call(burst, latency);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Sample sample = Sample.NONE.with("cpu@" + perSecond, usage.threadMillis() / seconds);
        for (double percentile : PERCENTILES) {
            long value = latency.getValueAtPercentile(percentile);
            sample = sample.with("p" + percentile + "@" + perSecond, value);
        }
        return sample.with("calls@" + perSecond, latency.getTotalCount());
    }

    private void call(int calls, Histogram latency) {
        for (int i = 0; i < calls; i++) {
            long before = System.nanoTime();
            client.record(name);
            latency.recordValue(Math.min(System.nanoTime() - before, LONGEST));
            name = name + 1 < names ? name + 1 : 0;
        }
    }
}
