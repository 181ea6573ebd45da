package io.sprockets.statsd.link;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * The lines that the sender holds, in order: first those handed to the kernel that may have to be sent again, then
 * those that wait. It never exceeds its limit in bytes. Only the sender thread uses it.
 *
 * <pre>{@code
 * forgotten | handed, kept | waiting | room
 *           ^ first        ^ sending ^ last
 * }</pre>
 */
public final class Backlog {
    private final Chunks chunks;
    private final int longestLine;
    private Chunk first;
    private Chunk sending; // the chunks before it are handed over
    private Chunk last;
    private long waitingLines;
    private long handedLines;
    private long counted; // bytes handed over of which lines were counted

    /** Holds this many bytes, or one chunk if that is more; the first chunk is there from the start. */
    public Backlog(long bytes, int longestLine, IntFunction<ByteBuffer> memory) {
        this.chunks = new Chunks(bytes, longestLine, memory);
        this.longestLine = longestLine;
        this.first = chunks.create();
        this.sending = first;
        this.last = first;
    }

    /** Makes room for a line of any length, if possible. Returns the bytes that may be appended at once, or 0. */
    public int room() {
        if (!hasRoom() || (!last.hasRoom(longestLine) && !extend())) {
            return 0;
        }
        return last.room();
    }

    /**
     * Adds metrics as lines with their newlines: as many bytes as {@link #room} gave, or one metric even beyond the
     * limit.
     *
     * @param metrics how many they are
     * @param joined whether there are joints between lines that are one metric
     * @return false if there is no memory for them
     */
    public boolean append(byte[] lines, int length, int metrics, boolean joined) {
        if (!last.hasRoom(length) && !extend()) {
            return false;
        }
        last.append(lines, length, metrics, joined);
        waitingLines += metrics;
        return true;
    }

    public boolean isEmpty() {
        return !sending.hasWaiting();
    }

    /**
     * The next whole lines to hand over, at most this many bytes. The reader of the buffer says {@link #handed} then.
     */
    public ByteBuffer next(int most) {
        return sending.waiting(most);
    }

    /**
     * Where a packet of the lines that {@link #next} gave ends which begins at an index: as many whole lines as so many
     * bytes hold, but at least one.
     */
    int packetEnd(int from, int most) {
        return sending.packetEnd(from, most);
    }

    /** Counts what was read from that buffer since its position was this. Returns the number of whole lines. */
    public long handed(int since) {
        long lines = sending.linesHandedSince(since);
        handedLines += lines;
        waitingLines -= lines;
        counted = sending.handed();
        Chunk following = sending.next;
        if (following != null && !sending.hasWaiting()) {
            sending = following;
        }
        return lines;
    }

    /** The whole lines that wait. */
    public long waitingLines() {
        return waitingLines;
    }

    /** Recounts what waits, after an unexpected failure. */
    public void recount() {
        waitingLines = 0;
        for (Chunk chunk = sending; chunk != null; chunk = chunk.next) {
            waitingLines += chunk.recount();
        }
    }

    /** The whole lines handed to the kernel and not taken back since. */
    public long handedLines() {
        return handedLines;
    }

    /** How many bytes were handed to the kernel, and not taken back, since ever. */
    public long handedBytes() {
        return sending.handed();
    }

    /** The most bytes that it is to hold. */
    long capacity() {
        return chunks.capacity();
    }

    /** Forgets the next line to hand over. Returns how many whole lines that were. */
    long skip() {
        ByteBuffer line = sending.waiting(1);
        int start = line.position();
        line.position(line.limit());
        long lines = handed(start);
        forget(handedBytes());
        return lines;
    }

    /** The length of the next line to hand over. */
    int nextLine() {
        return sending.waiting(1).remaining();
    }

    /** How many bytes were appended since ever; the position of the next line. */
    public long end() {
        return last.end();
    }

    /** How many bytes are forgotten, since ever. */
    public long keptBytes() {
        return first.keptFrom();
    }

    /**
     * Forgets whole lines that were handed over, up to a position that {@link #handedBytes} gave.
     *
     * @return whether there were any
     */
    public boolean forget(long position) {
        long before = first.keptFrom();
        while (first != sending && first.end() <= position) {
            Chunk free = first;
            first = Objects.requireNonNull(free.next);
            chunks.giveBack(free);
        }
        first.forget(position);
        boolean forgot = first.keptFrom() > before;
        if (first == last && first.isForgotten()) {
            first.restart(first.end());
        }
        return forgot;
    }

    /**
     * After a broken connection: what was handed over but not forgotten waits again.
     *
     * @return the number of whole lines that do
     */
    public long rewind() {
        sending.handedOnlyTo(counted); // the rest was in the hands of a round that failed
        long before = handedLines;
        for (Chunk chunk = first; chunk != sending; chunk = Objects.requireNonNull(chunk.next)) {
            handedLines -= chunk.rewind();
        }
        handedLines -= sending.rewind();
        sending = first;
        counted = first.handed();
        waitingLines += before - handedLines;
        return before - handedLines;
    }

    /** Forgets everything. Returns the number of whole lines that waited. */
    public long discard() {
        long discarded = waitingLines;
        waitingLines = 0;
        chunks.clear();
        last = new Chunk(ByteBuffer.allocate(0));
        first = last;
        sending = last;
        return discarded;
    }

    /** Whether a line of any length fits: there is room for it, and memory. */
    public boolean hasRoom() {
        return last.hasRoom(longestLine) || chunks.hasOne();
    }

    /** Allows for memory being there again after it was short. */
    public void retryMemory() {
        chunks.retryMemory();
    }

    /** Appends a chunk, beyond the limit too; false if there is no memory for one. */
    private boolean extend() {
        Chunk fresh = chunks.take();
        if (fresh == null) {
            return false;
        }
        fresh.restart(last.end());
        last.next = fresh;
        last = fresh;
        if (!sending.hasWaiting()) {
            sending = fresh;
        }
        return true;
    }
}
