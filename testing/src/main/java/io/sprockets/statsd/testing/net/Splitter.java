package io.sprockets.statsd.testing.net;

/** Cuts the bytes of one connection into lines, wherever the reads happened to end. Belongs to the server's thread. */
public interface Splitter {

    /** Where lines go: the bytes without the newline, valid only during the call. */
    interface Sink {
        void line(byte[] bytes, int from, int to);
    }

    /**
     * Hands on the lines that are whole.
     *
     * @return false if nothing that follows can be understood, so that the connection has to be closed
     */
    boolean read(byte[] bytes, int from, int to, Sink sink);

    /** Hands on what was begun and never ended, and forgets it. */
    void end(Sink torn);

    /** What is wrong with that. */
    String complaint();
}
