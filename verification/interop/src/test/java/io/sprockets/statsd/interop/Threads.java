package io.sprockets.statsd.interop;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Many callers at once. */
final class Threads {
    private Threads() {}

    /** Runs a body on this many threads, with their numbers, and waits for all of them. */
    static void run(int count, IntConsumer body) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<?>> calls = IntStream.range(0, count)
                    .<Future<?>>mapToObj(thread -> threads.submit(() -> body.accept(thread)))
                    .toList();
            for (Future<?> call : calls) {
                call.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
