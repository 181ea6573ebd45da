package io.sprockets.statsd.watch.page;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends writes to clients that do not read. A blocked write has no timeout; an interrupt closes its channel.
 * Any thread may use it.
 */
final class Deadline implements AutoCloseable {
    private final ScheduledExecutorService timer;
    private final Duration patience;

    /** Something that writes. */
    interface Write {
        void run() throws IOException;
    }

    Deadline(Duration patience) {
        this.patience = patience;
        ScheduledThreadPoolExecutor one = new ScheduledThreadPoolExecutor(1, body -> {
            Thread thread = new Thread(body, "watch-page-deadline");
            thread.setDaemon(true);
            return thread;
        });
        one.setRemoveOnCancelPolicy(true);
        this.timer = one;
    }

    /** Writes, but no longer than the patience lasts; then the write fails. */
    void write(Write write) throws IOException {
        Thread writer = Thread.currentThread();
        ScheduledFuture<?> end = timer.schedule(writer::interrupt, patience.toNanos(), TimeUnit.NANOSECONDS);
        try {
            write.run();
        } finally {
            if (!end.cancel(false)) {
                Thread.interrupted(); // it came, or is about to; the pool's next task has nothing to do with it
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
