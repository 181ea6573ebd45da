package io.sprockets.statsd.examples;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Requests one address at a steady pace, whatever the answers; only when too many are open it waits with the next. */
final class Load {
    static final int PER_SECOND = 300;
    private static final int MOST_OPEN = 64;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor(Daemon::thread);
    private final Semaphore free = new Semaphore(MOST_OPEN);
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final HttpRequest request;

    Load(URI uri) {
        this.request = HttpRequest.newBuilder(uri).build();
    }

    void start() {
        pace.scheduleAtFixedRate(this::request, 0, 1_000_000_000 / PER_SECOND, TimeUnit.NANOSECONDS);
    }

    /** How many requests were answered as they should be. */
    long answered() {
        return answered.sum();
    }

    /** How many requests were answered otherwise, or not at all. */
    long failed() {
        return failed.sum();
    }

    /** Stops, and waits for the open answers. */
    void stop() throws InterruptedException {
        pace.shutdown();
        pace.awaitTermination(5, TimeUnit.SECONDS);
        free.tryAcquire(MOST_OPEN, 5, TimeUnit.SECONDS);
    }

    private void request() {
        if (free.tryAcquire()) {
            client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((response, failure) -> {
                (failure == null && response.statusCode() == 204 ? answered : failed).increment();
                free.release();
            });
        }
    }
}
