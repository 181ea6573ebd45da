package io.sprockets.statsd.examples;

/** Threads that do not keep the program alive. */
final class Daemon {
    private Daemon() {}

    static Thread thread(Runnable body) {
        Thread thread = new Thread(body, "demo");
        thread.setDaemon(true);
        return thread;
    }
}
