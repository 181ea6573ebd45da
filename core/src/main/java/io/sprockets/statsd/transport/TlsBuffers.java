package io.sprockets.statsd.transport;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/** What the connections of one connector share: buffers for records of TLS, made in advance. One thread uses it. */
final class TlsBuffers {
    private static final int RECORD_BYTES = 1 << 15; // more than a record has
    private static final int BUFFERS = 4; // two for a connection, one in use and the one that is to follow it

    /** Where what a server says is decrypted to and forgotten. */
    final ByteBuffer plain = ByteBuffer.allocate(RECORD_BYTES);

    /** How many threads work on handshakes. */
    final AtomicInteger threads = new AtomicInteger();

    private final Deque<ByteBuffer> spare = new ArrayDeque<>();

    TlsBuffers() {
        for (int i = 0; i < BUFFERS; i++) {
            spare.add(ByteBuffer.allocateDirect(RECORD_BYTES));
        }
    }

    /** An empty one. */
    ByteBuffer take() {
        ByteBuffer buffer = spare.poll();
        return (buffer == null ? ByteBuffer.allocateDirect(RECORD_BYTES) : buffer).limit(0);
    }

    void giveBack(ByteBuffer buffer) {
        if (spare.size() < BUFFERS) {
            spare.add(buffer.clear());
        }
    }
}
