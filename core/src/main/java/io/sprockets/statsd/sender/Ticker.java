package io.sprockets.statsd.sender;

/** A clock that only goes forward, in nanoseconds from an arbitrary origin. */
interface Ticker {
    /** The JVM's own. */
    Ticker SYSTEM = System::nanoTime;

    long read();
}
