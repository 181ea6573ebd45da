package io.sprockets.statsd.faults;

import io.sprockets.statsd.StatsdConnector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An application that starts and stops its connector while there are no more threads to be had, and starts it when
 * there are.
 */
final class ThreadlessMain {
    private static final int SECONDS = 10; // many stop timeouts that nothing waits for

    private ThreadlessMain() {}

    /** Takes the server's port. */
    public static void main(String[] arguments) throws Exception {
        Parent.watch();
        StatsdConnector first = connector(arguments[0]);
        first.start().join();
        first.close(); // from here on every class is known
        Log.clear();
        StatsdConnector statsd = connector(arguments[0]);
        statsd.incr("before");
        CountDownLatch end = new CountDownLatch(1);
        hoardThreads(end);
        Parent.say("failed", isOver(statsd.start()) ? 0 : 1);
        Parent.say("stopped", isOver(statsd.stop()) ? 1 : 0);
        end.countDown();
        startWhenThereIsAThread(statsd);
        statsd.incr("after");
        statsd.close();
        Parent.say(
                "starts",
                Log.lines().stream()
                        .filter(line -> line.text().endsWith(": started"))
                        .count());
        Ledger.of(statsd).say();
    }

    private static StatsdConnector connector(String port) {
        return StatsdConnector.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(port))
                .build();
    }

    /** Whether it comes to its end, and a good one. */
    private static boolean isOver(CompletableFuture<?> future) throws Exception {
        try {
            return future.handle((result, failure) -> failure == null).get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static void hoardThreads(CountDownLatch end) {
        try {
            while (true) {
                Thread thread = new Thread(() -> await(end), "hoarded");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (OutOfMemoryError e) {
            // that is all
        }
    }

    private static void startWhenThereIsAThread(StatsdConnector statsd) throws Exception {
        while (!isOver(statsd.start())) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
