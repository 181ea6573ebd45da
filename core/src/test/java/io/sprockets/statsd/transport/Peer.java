package io.sprockets.statsd.transport;

import java.io.IOException;

/** The server's end, without a thread: it reads only on command. */
interface Peer extends AutoCloseable {
    /** Accepts and reads what is there. Returns all that was ever read, over all connections. */
    String read() throws IOException;

    /** Ends as a process that dies. */
    @Override
    void close() throws IOException;
}
