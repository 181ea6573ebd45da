package io.sprockets.statsd.micrometer;

/** What is read at each step rather than recorded when it happens. One thread at a time reads. */
@FunctionalInterface
interface Reading {
    /** Records what has to be sent. It may throw what the application's functions throw. */
    void read();

    /** The same, when nothing will be read later. */
    default void readLast() {
        read();
    }
}
