package io.sprockets.statsd.link;

/** Receives the link's events, on the sender thread. Calls must not throw and must be fast. */
public interface LinkListener {
    /** The server is there. */
    void connected();

    /** An attempt or a connection has failed. */
    void failed(long now, String what, Exception reason);

    /** The connection in use is as good as before, but the one that is to follow it cannot be opened. */
    void notFollowed(long now, Exception reason);

    /** Lines are given up without knowing whether the server has read them; until that changes none is confirmed. */
    void unconfirmed(long now, String why);
}
