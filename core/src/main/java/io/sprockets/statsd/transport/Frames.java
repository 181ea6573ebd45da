package io.sprockets.statsd.transport;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;

/** Buffers for frames, one for each connection, made in advance. One thread uses it. */
final class Frames {
    /** By default the agent ends a connection that brings a longer frame. */
    static final int MOST_BYTES = 8192;

    private static final int CONNECTIONS = 2; // at a time: one in use, and the one that is to follow it

    private final Deque<ByteBuffer> spare = new ArrayDeque<>();

    Frames() {
        for (int i = 0; i < CONNECTIONS; i++) {
            spare.add(fresh());
        }
    }

    ByteBuffer take() {
        ByteBuffer frame = spare.poll();
        return (frame == null ? fresh() : frame).limit(0);
    }

    void giveBack(ByteBuffer frame) {
        if (spare.size() < CONNECTIONS) {
            spare.add(frame);
        }
    }

    private static ByteBuffer fresh() {
        return ByteBuffer.allocateDirect(Integer.BYTES + MOST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}
