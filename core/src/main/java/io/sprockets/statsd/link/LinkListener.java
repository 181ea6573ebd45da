package io.sprockets.statsd.link;

/** Is told by the link what happens to it, on the sender's thread. It must neither throw nor take long. */
public interface LinkListener {
    /** The server is there. */
    void connected();

    /** An attempt or a connection has failed. */
    void failed(long now, String what, Exception reason);

    /** The server does not say what it has read; from now on nothing is confirmed. */
    void unconfirmed(long now);
}
