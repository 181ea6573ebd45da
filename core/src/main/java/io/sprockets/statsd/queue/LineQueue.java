package io.sprockets.statsd.queue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A bounded queue of lines in a ring of bytes. It loses, tears and doubles no line, and keeps the order of each
 * producer. Any thread may claim and publish; one thread at a time may drain.
 */
public final class LineQueue {
    /*
     * The ring holds the text itself, line after line. A zero byte is not written yet; a line counts as written when
     * its newline is, and the newline is written last. A metric of two lines has a joint in the place of the first.
     *
     * Producers. One CAS on the tail claims the bytes of a line and counts the line. The owner of the bytes writes them
     * plainly and publishes with a release store of the newline. Lines stay in one piece: a line that begins before
     * the end of the ring runs on into a margin behind it, and the next one begins where that one would have ended
     * had it been wrapped.
     *
     * Consumer. It reads words until a zero byte, remembering the last newline. An acquire fence makes all bytes before
     * that newline visible. It copies them in one piece, writes zeros over them, and then releases them by a release
     * store of the head, so that whoever claims them next finds zeros behind its own line.
     *
     * Benign race. Producers compare with a soft limit, half a ring ahead of a head that may be old. Beyond it they
     * read the head itself; so a stale limit costs a read, never a line. Two producers may both wake the consumer.
     *
     * Abandoned claims. A producer whose stack overflows between claim and publish writes an end mark and before it the
     * length of its claim, by plain stores, as any call could overflow again. When the consumer finds a claim that is not
     * written, it looks for the next end: a newline, or a mark with another length, is that of a later claim, and the
     * first one is merely slow. A mark whose length reaches back to the claim's beginning is its own.
     *
     * Forbidden. A line with a newline of its own (the encoder cleans it); a zero byte inside a line; a claim that is
     * neither published nor abandoned: it would hold up all lines behind it.
     */

    /** The claim failed: there is no room. */
    public static final int FULL = -1;

    /** The claim failed: the queue is closed. */
    public static final int CLOSED = -2;

    /**
     * Stands for a newline between two lines that are one metric and travel together. The consumer turns it into one
     * when it has seen to that.
     */
    public static final byte JOINT = 2;

    private static final byte NEWLINE = '\n';
    private static final byte UNWRITTEN = 0;
    /**
     * Ends a claim that was given up: it stands in the place of the newline, and before it the claim's length in
     * {@value #LENGTH_DIGITS} digits of {@value #DIGIT_BITS} bits. Who gives up a claim writes that by hand, because
     * the stack may be at its end and any call could overflow it again.
     */
    public static final byte ABANDONED = 1;

    /** Bits of one digit. */
    public static final int DIGIT_BITS = 6;

    /** The largest digit. */
    public static final int DIGIT = (1 << DIGIT_BITS) - 1;

    /** The digit zero, which looks like text, as they all do. */
    public static final byte ZERO_DIGIT = ' ';

    /** Digits of a length. */
    public static final int LENGTH_DIGITS = 3;

    private static final VarHandle BYTES = MethodHandles.arrayElementVarHandle(byte[].class);

    /** The shortest claim, in bytes. */
    public static final int SHORTEST_LINE = LENGTH_DIGITS + 1;

    private final byte[] ring;
    private final int capacity;
    private final Cursors cursors = new Cursors();
    private final Runnable wake;

    private long drained; // lines, the consumer's
    private long abandoned; // lines, the consumer's
    private long joints; // seen, the consumer's

    /**
     * Makes an open, empty queue.
     *
     * @param bytes room for lines, in bytes; rounded down to a power of two
     * @param longestLine in bytes, newline included
     * @param wake called by a producer when the queue passes half full
     */
    public LineQueue(int bytes, int longestLine, Runnable wake) {
        this.capacity = Integer.highestOneBit(bytes);
        this.ring = new byte[capacity + Math.min(longestLine, capacity) + Marks.WORD];
        this.wake = wake;
        cursors.softLimit(capacity / 2);
    }

    /** The bytes that lines are written into, at the index of a claim. */
    public byte[] bytes() {
        return ring;
    }

    /** The longest line that fits. */
    public int longestLine() {
        return ring.length - capacity - Marks.WORD;
    }

    /**
     * Claims room for one line, which must then be published or abandoned.
     *
     * @param length in bytes, newline included, 1 to {@link #longestLine}
     * @return the index of its first byte, or {@link #FULL} or {@link #CLOSED}
     */
    public int claim(int length) {
        while (true) {
            long tail = cursors.tail();
            if (Cursors.isClosed(tail)) {
                return CLOSED;
            }
            long next = Cursors.claimed(tail, length);
            if (Cursors.isBehind(cursors.softLimit(), next) && !hasRoom(next)) {
                return FULL;
            }
            int start = index(tail);
            if (cursors.moveTail(tail, next)) {
                return start; // nothing may come between: a stack overflow here would leave the claim without owner
            }
        }
    }

    /** Makes the line that ends before this index the consumer's. */
    public void publish(int end) {
        BYTES.setRelease(ring, end - 1, NEWLINE);
    }

    /** Gives up a claim of at least {@link #SHORTEST_LINE} bytes, as callers do by hand. */
    void abandon(int start, int end) {
        for (int at = end - 2, rest = end - start; at >= end - SHORTEST_LINE; at--) {
            ring[at] = (byte) (ZERO_DIGIT + (rest & DIGIT));
            rest >>= DIGIT_BITS;
        }
        ring[end - 1] = ABANDONED;
    }

    /** Whether so many bytes more would fit now. */
    private boolean hasRoom(long next) {
        long head = cursors.head();
        long half = Cursors.ahead(head, capacity / 2);
        cursors.softLimit(half);
        if (!Cursors.isBehind(half, next)) {
            return true;
        }
        wake.run();
        return !Cursors.isBehind(Cursors.ahead(head, capacity), next);
    }

    /**
     * Moves whole lines, in order, as many as there are and as fit. Only the consumer may call it.
     *
     * @return the number of bytes moved
     */
    public int drain(ByteBuffer target) {
        int before = target.position();
        while (drainRun(target)) {
            // the next run begins where the ring does, or behind an abandoned claim
        }
        return target.position() - before;
    }

    /** Moves the lines up to the end of the ring or to an abandoned claim. Returns whether there were any. */
    private boolean drainRun(ByteBuffer target) {
        long head = cursors.head();
        int start = index(head);
        int limit = Math.min(start + target.remaining(), capacity + longestLine());
        int end = start; // of the last whole line
        int mark = Marks.next(ring, start, limit);
        int lines = 0;
        while (mark < limit && (ring[mark] == NEWLINE || ring[mark] == JOINT)) {
            if (ring[mark] == JOINT) {
                joints++;
                mark = Marks.next(ring, mark + 1, limit);
                continue;
            }
            lines++;
            end = mark + 1;
            mark = end < capacity ? Marks.next(ring, end, limit) : limit;
        }
        VarHandle.acquireFence(); // what stands before these newlines is visible from here on
        target.put(ring, start, end - start);
        drained += lines;
        int next = end < capacity ? passAbandoned(end, head, start) : end;
        Arrays.fill(ring, start, next, UNWRITTEN);
        cursors.head(Cursors.ahead(head, next - start));
        return next > start;
    }

    /** The index behind a claim that begins at an index and was abandoned; the same index if it was not. */
    private int passAbandoned(int index, long head, int start) {
        if (Cursors.position(Cursors.ahead(head, index - start)) == Cursors.position(cursors.tail())) {
            return index; // nothing was claimed behind it
        }
        int last = Math.min(index, capacity) + longestLine();
        for (int i = index; i < last; i++) {
            if (ring[i] == NEWLINE) {
                return index;
            }
            if (ring[i] == ABANDONED) {
                VarHandle.acquireFence(); // the length before it is visible from here on
                return lengthBefore(i) == i + 1 - index ? abandonedUntil(i + 1) : index;
            }
        }
        return index;
    }

    private int abandonedUntil(int end) {
        abandoned++;
        return end;
    }

    private int lengthBefore(int mark) {
        int length = 0;
        for (int i = mark - LENGTH_DIGITS; i < mark; i++) {
            length = (length << DIGIT_BITS) | (ring[i] - ZERO_DIGIT);
        }
        return length;
    }

    /** Lines moved so far. Only the consumer may ask. */
    public long drained() {
        return drained;
    }

    /** Joints seen so far, some of them more than once. Only the consumer may ask. */
    public long joints() {
        return joints;
    }

    /** Claims of which nothing can come any more: moved or abandoned. Only the consumer may ask. */
    public long settled() {
        return drained + abandoned;
    }

    /** Lines claimed beyond a number that {@link #settled} gave not long ago. Any thread may ask. */
    public long waitingBeyond(long settled) {
        return Cursors.claimsBeyond(cursors.tail(), settled);
    }

    /** Whether every claimed line was moved. Only the consumer may ask. */
    public boolean isDrained() {
        return Cursors.position(cursors.tail()) == Cursors.position(cursors.head());
    }

    /** Whether it is worth draining again at once. Any thread may ask. */
    public boolean isQuarterFull() {
        return Cursors.isBehind(Cursors.ahead(cursors.head(), capacity / 4), cursors.tail());
    }

    /** Lets no more claims succeed. What was claimed before can still be published and drained. */
    public void close() {
        cursors.close();
    }

    /** Whether no claim succeeds. Any thread may ask. */
    public boolean isClosed() {
        return Cursors.isClosed(cursors.tail());
    }

    /** Lets claims succeed again. */
    public void open() {
        cursors.open();
    }

    private int index(long cursor) {
        return (int) Cursors.position(cursor) & (capacity - 1);
    }
}
