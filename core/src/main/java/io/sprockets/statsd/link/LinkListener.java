package io.sprockets.statsd.link;

/** Receives the link's events, on the sender thread. Calls must not throw and must be fast. */
public interface LinkListener {
    /** The server is there. */
    void connected();

    /** An attempt or a connection has failed. */
    void failed(long now, String what, Exception reason);

    /** The server does not say what it has read; from now on nothing is confirmed. */
    void unconfirmed(long now);
}
