package io.sprockets.statsd.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What system calls read from and write to: made once, so that a call allocates nothing, and freed with its arena. One
 * thread uses it at a time.
 */
final class Memory implements AutoCloseable {
    /** The longest datagram; sockets take no more than about three times that. */
    static final int DATAGRAM_BYTES = 1 << 16;

    private static final AtomicLong OPEN = new AtomicLong();

    final MemorySegment reason;
    final MemorySegment bytes;
    final ByteBuffer view; // of the bytes
    final SegmentedMessage message; // of the bytes
    private final Arena arena = Arena.ofShared();

    Memory() {
        try {
            reason = arena.allocate(Libc.reason());
            bytes = arena.allocate(DATAGRAM_BYTES, Long.BYTES);
            view = bytes.asByteBuffer();
            message = new SegmentedMessage(bytes, arena);
            OPEN.incrementAndGet();
        } catch (Throwable e) {
            arena.close();
            throw e;
        }
    }

    /** How many are open. */
    static long open() {
        return OPEN.get();
    }

    /** Space for something else, as long as this is open. */
    MemorySegment more(long size) {
        return arena.allocate(size, Long.BYTES);
    }

    int errno() {
        return Libc.errno(reason);
    }

    @Override
    public void close() {
        arena.close();
        OPEN.decrementAndGet();
    }
}
