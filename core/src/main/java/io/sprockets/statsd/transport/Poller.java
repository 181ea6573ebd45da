package io.sprockets.statsd.transport;

import java.nio.ByteBuffer;
import java.nio.channels.Selector;

/**
 * What the connections of a transport share. It exists before the first connection, so opening one needs no memory
 * outside the heap, which may be short just then. One thread uses it.
 *
 * @param selector reports when a channel is ready
 * @param input buffer for what a peer sends, which is discarded; a StatsD server sends nothing
 */
record Poller(Selector selector, ByteBuffer input) {
    private static final int INPUT_BYTES = 512;

    static Poller on(Selector selector) {
        return new Poller(selector, ByteBuffer.allocateDirect(INPUT_BYTES));
    }
}
