package io.sprockets.statsd.http.tests;

import static java.util.concurrent.TimeUnit.MINUTES;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Many requests at once from clients of all kinds: patient ones, and ones that leave within their request, when they
 * have asked, within their answer, or within a feed.
 */
final class Hammer {
    private static final int CLIENTS = 8;

    private final int port;
    private final Predicate<Route> serves;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong unheard = new AtomicLong();

    Hammer(int port, Predicate<Route> serves) {
        this.port = port;
        this.serves = serves;
    }

    /** Sends about this many requests; all have been sent when it returns. */
    void run(int requests) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<CompletableFuture<?>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                clients.add(CompletableFuture.runAsync(() -> client(requests / CLIENTS), threads));
            }
            CompletableFuture.allOf(clients.toArray(CompletableFuture<?>[]::new))
                    .get(15, MINUTES);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Requests of which at least the head of an answer was read. */
    long answered() {
        return answered.get();
    }

    /** Requests whose client left at once, so that the server may not have seen them. */
    long unheard() {
        return unheard.get();
    }

    @Override
    public String toString() {
        return answered + " requests answered, " + unheard + " left at once";
    }

    private void client(int requests) {
        try {
            for (int sent = 0; sent < requests; sent += 100) {
                patient(90);
                leave(Route.ENDLESS, "HTTP/1.1 200");
                leave(Route.FEED, "data:");
                leave(Route.BROKEN, "HTTP/1.1 200");
                leaveAtOnce(Route.PLAIN, 2);
                leaveWithinRequest(sent % 200 == 0);
                wait(sent % 1000 == 0 ? Route.TIMEOUT : Route.FAILING);
                wait(sent % 1000 == 500 ? Route.EVENTS : Route.ITEM);
                wait(sent % 1000 == 0 ? Route.FAILING_LATER : Route.FAILING);
                wait(Route.ITEM);
            }
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private void patient(int requests) throws IOException {
        try (RawClient raw = new RawClient(port)) {
            for (int request = 1; request <= requests; request++) {
                raw.write(get(Route.PLAIN));
                raw.readUntil("HTTP/1.1 200", request);
                answered.incrementAndGet();
            }
        }
    }

    private void wait(Route route) throws IOException {
        leave(serves.test(route) ? route : Route.PLAIN, "HTTP/1.1 ");
    }

    private void leave(Route route, String having) throws IOException {
        if (!serves.test(route)) {
            return;
        }
        try (RawClient raw = new RawClient(port)) {
            raw.write(get(route));
            raw.readUntil(having, 1);
            answered.incrementAndGet();
            raw.reset();
        }
    }

    private void leaveAtOnce(Route route, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            try (RawClient raw = new RawClient(port)) {
                raw.write(get(route));
                unheard.incrementAndGet();
                raw.reset();
            }
        }
    }

    /** @param polite whether it says goodbye */
    private void leaveWithinRequest(boolean polite) throws IOException {
        if (!serves.test(Route.BODY)) {
            return;
        }
        try (RawClient raw = new RawClient(port)) {
            raw.write(RawClient.BEGUN);
            unheard.incrementAndGet();
            if (!polite) {
                raw.reset();
            }
        }
    }

    private static String get(Route route) {
        return "GET " + route.path().replace("{id}", "7") + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }
}
