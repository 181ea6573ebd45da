package io.sprockets.statsd.sender;

import io.sprockets.statsd.transport.Detached;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * Completes futures. Each may run dependents, which are user code and may take long or never return. So no thread that
 * others wait for completes one, and no future waits long for the others.
 */
final class Answers {
    private static final long GRACE = 50_000_000; // nanoseconds for one thread to give all of them

    private Answers() {}

    /** Gives them, by more threads as long as those before are held up, and the last one by this. */
    static void give(Queue<Runnable> answers) {
        for (int threads = 1; answers.size() > 1; threads *= 2) {
            try {
                giveBeside(answers, threads);
            } catch (Throwable e) { // the system has no thread to give
                giveEach(answers);
            }
        }
        giveEach(answers);
    }

    /** Gives them one after the other by this thread. */
    static void giveEach(Queue<Runnable> answers) {
        for (Runnable next = answers.poll(); next != null; next = answers.poll()) {
            try {
                next.run();
            } catch (Throwable e) {
                // it is not ours, and those after it wait
            }
        }
    }

    /** Completes a future as another one is completed. */
    static <T> void pass(CompletableFuture<T> from, CompletableFuture<T> to) {
        from.whenComplete((result, failure) -> {
            if (failure == null) {
                to.complete(result);
            } else {
                to.completeExceptionally(failure);
            }
        });
    }

    private static void giveBeside(Queue<Runnable> answers, int threads) {
        for (int i = 1; i < threads; i++) {
            thread(answers).start();
        }
        Thread last = thread(answers);
        last.start();
        Uninterrupted.join(last, GRACE);
    }

    private static Thread thread(Queue<Runnable> answers) {
        return Detached.thread("statsd-stop", () -> giveEach(answers));
    }
}
