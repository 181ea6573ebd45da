package io.sprockets.statsd.link;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The memory of a backlog: chunks of one size, up to a limit, and those of them that are free. One thread uses it. */
final class Chunks {
    private static final int LARGEST = 1 << 16; // bytes, unless lines may be very long
    private static final int LINES = 4; // of the greatest length: a chunk with less room than for one is full

    private final IntFunction<ByteBuffer> memory;
    private final int bytes; // of each
    private final long most;
    private final Deque<Chunk> free = new ArrayDeque<>();
    private long made;
    private boolean starved; // of memory

    /** As many as these bytes are in all, but at least one. */
    Chunks(long bytes, int longestLine, IntFunction<ByteBuffer> memory) {
        this.memory = memory;
        this.bytes = Math.max(LINES * longestLine, (int) Math.min(bytes, LARGEST));
        this.most = Math.max(1, bytes / this.bytes);
    }

    /** A new one, or the error that there is no memory. */
    Chunk create() {
        Chunk chunk = new Chunk(memory.apply(bytes));
        made++;
        return chunk;
    }

    /** The most bytes that they are to hold. */
    long capacity() {
        return most * bytes;
    }

    /** Whether there is one within the limit; then it is ready to be taken. */
    boolean hasOne() {
        return !free.isEmpty() || (made < most && reserve());
    }

    /** Takes one, beyond the limit too; null if there is no memory for it. */
    @Nullable
    Chunk take() {
        return reserve() ? free.remove() : null;
    }

    /** Keeps one for later, but for those beyond the limit: else each time that would be exceeded it would grow. */
    void giveBack(Chunk chunk) {
        if (made > most) {
            made--;
        } else {
            free.push(chunk);
        }
    }

    /** Gives the memory of the free ones back. */
    void clear() {
        free.clear();
    }

    /** Allows for memory being there again after it was short. */
    void retryMemory() {
        starved = false;
    }

    /** Has one ready; false if the JVM has no memory for it. */
    private boolean reserve() {
        if (free.isEmpty() && !starved) {
            try {
                free.push(create());
            } catch (OutOfMemoryError e) {
                starved = true; // each attempt makes the JVM look for garbage first, so it is not made in each round
            }
        }
        return !free.isEmpty();
    }
}
