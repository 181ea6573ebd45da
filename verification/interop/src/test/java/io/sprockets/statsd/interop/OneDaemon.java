package io.sprockets.statsd.interop;

/** A server that is a single process. */
interface OneDaemon extends RealServer {
    Daemon daemon();

    @Override
    default void start() {
        daemon().start();
    }

    @Override
    default void stop() {
        daemon().sigterm();
    }

    @Override
    default void close() {
        daemon().close();
    }
}
