package io.sprockets.statsd.transport;

import java.nio.ByteBuffer;
import java.nio.channels.Selector;

/**
 * What the connections of a transport share. It is there before the first one, so a connection needs no memory outside
 * the heap, which may be short just when one is to be opened. One thread uses it.
 *
 * @param selector reports when a channel is ready
 * @param input where what a peer says is read to and forgotten; a StatsD server says nothing
 */
record Poller(Selector selector, ByteBuffer input) {
    private static final int INPUT_BYTES = 512;

    static Poller on(Selector selector) {
        return new Poller(selector, ByteBuffer.allocateDirect(INPUT_BYTES));
    }
}
