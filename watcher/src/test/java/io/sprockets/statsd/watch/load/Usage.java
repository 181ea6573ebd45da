package io.sprockets.statsd.watch.load;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What the watch and this program take of the machine from now on. */
final class Usage {
    private final WatchProcess watch;
    private final long start = System.nanoTime();
    private final Duration watchBefore;
    private final Duration ownBefore = ownCpu();
    private final AtomicLong mostKilobytes = new AtomicLong();

    private Usage(WatchProcess watch) {
        this.watch = watch;
        this.watchBefore = watch.cpu();
    }

    static Usage of(WatchProcess watch) {
        Usage usage = new Usage(watch);
        ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor(Usage::daemon);
        sampler.scheduleAtFixedRate(usage::sample, 0, 1, TimeUnit.SECONDS);
        return usage;
    }

    private static Thread daemon(Runnable body) {
        Thread thread = new Thread(body, "load-usage");
        thread.setDaemon(true);
        return thread;
    }

    private void sample() {
        try {
            mostKilobytes.accumulateAndGet(watch.residentKilobytes(), Math::max);
        } catch (IOException | NumberFormatException ended) {
            // There is nothing more to measure.
        }
    }

    /** Seconds of the clock, of the watch's and of this program's processor time, and the most memory of the watch. */
    record Figures(double elapsed, double watchCpu, double ownCpu, long mostMebibytes) {}

    Figures figures() {
        return new Figures(
                (System.nanoTime() - start) / 1e9,
                seconds(watch.cpu().minus(watchBefore)),
                seconds(ownCpu().minus(ownBefore)),
                mostKilobytes.get() >> 10);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static Duration ownCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
