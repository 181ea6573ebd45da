package io.sprockets.statsd.sender;

import io.sprockets.statsd.link.Backlog;
import io.sprockets.statsd.link.Link;
import io.sprockets.statsd.queue.RecordQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Callers that wait until everything recorded so far has been handed over. Any thread may ask; everything else belongs
 * to the sender.
 */
final class Flushes {
    private final Queue<CompletableFuture<Boolean>> asked = new ConcurrentLinkedQueue<>();
    private final List<Flush> running = new ArrayList<>();

    /** Begins one, unless the sender has ended. Completes with whether all of it was handed over. */
    CompletableFuture<Boolean> ask() {
        CompletableFuture<Boolean> flush = new CompletableFuture<>();
        asked.add(flush);
        return flush;
    }

    /**
     * Waits for one, at most this long, and not beyond the sender's end. An interrupt ends that, and is kept. Nothing
     * is left behind at the sender's end, however many waits were given up.
     */
    static boolean await(CompletableFuture<Boolean> flush, CompletableFuture<?> ended, Duration timeout) {
        try {
            CompletableFuture.anyOf(flush, ended).get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            // then it is not handed over, as far as is known
        }
        flush.complete(false);
        return flush.join();
    }

    boolean isEmpty() {
        return running.isEmpty() && asked.isEmpty();
    }

    /** Takes what was asked for; everything claimed by now was recorded before. */
    void begin(RecordQueue queue) {
        for (CompletableFuture<Boolean> next = asked.poll(); next != null; next = asked.poll()) {
            long settled = queue.reader().settled();
            running.add(new Flush(next, settled + queue.waitingBeyond(settled)));
        }
    }

    /** Whether what is merged has to be passed on at once. */
    boolean wantsMerged() {
        for (Flush flush : running) {
            if (flush.position < 0) {
                return true;
            }
        }
        return false;
    }

    /** Completes those whose metrics are where they should be. */
    void advance(RecordQueue queue, boolean passedOn, Backlog backlog, Link link) {
        for (Flush flush : running) {
            if (flush.position < 0 && passedOn && queue.reader().settled() - flush.claims >= 0) {
                flush.position = backlog.end();
            }
            if (flush.position >= 0) {
                link.ask();
                if (link.isSafe(flush.position)) {
                    flush.done.complete(true);
                }
            }
        }
        running.removeIf(flush -> flush.done.isDone());
    }

    /** The sender ends, and what was asked for will not be seen to. */
    void end() {
        running.forEach(flush -> flush.done.complete(false));
        running.clear();
        for (CompletableFuture<Boolean> next = asked.poll(); next != null; next = asked.poll()) {
            next.complete(false);
        }
    }

    private static final class Flush {
        private final CompletableFuture<Boolean> done;
        private final long claims; // of the queue, that came before it
        private long position = -1; // in the backlog, of all that came before it; negative as long as it is not known

        Flush(CompletableFuture<Boolean> done, long claims) {
            this.done = done;
            this.claims = claims;
        }
    }
}
