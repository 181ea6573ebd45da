package io.sprockets.statsd.queue;

import java.lang.invoke.VarHandle;

/**
 * The numbers that producers and consumer share, each on separate cache lines: tail, head, soft limit, and where
 * producers last collided.
 *
 * <p>The tail is one word, so that one CAS does it all: the position of the next free slot in its high 36 bits, the
 * number of claims in the next 27, and in the lowest whether the queue is closed. Positions and counts wrap around;
 * they are only ever compared by their difference, which the capacity keeps far below half their range. Head and soft
 * limit are positions in the same place, with zeros below.
 */
final class Cursors {
    private static final int POSITION_SHIFT = 28;
    private static final long POSITION = -1L << POSITION_SHIFT;
    private static final long ONE_CLAIM = 2;
    private static final long CLAIMS = ~POSITION - 1;
    private static final long CLOSED = 1;

    private static final int TAIL = 16;
    private static final int HEAD = 32;
    private static final int SOFT_LIMIT = 48;
    private static final int COLLISION = 64;

    private static final VarHandle CELLS = Slots.WORDS;

    private final long[] cells = new long[80]; // 128 bytes apart: adjacent lines are fetched in pairs

    long tail() {
        return (long) CELLS.getAcquire(cells, TAIL);
    }

    /** The tail, read after all that the thread has written. */
    long mark() {
        return (long) CELLS.getVolatile(cells, TAIL);
    }

    boolean moveTail(long from, long to) {
        return CELLS.compareAndSet(cells, TAIL, from, to);
    }

    /** The tail after a claim of this many slots. */
    static long claimed(long tail, int slots) {
        return (ahead(tail, slots) & (POSITION | CLOSED)) | ((tail + ONE_CLAIM) & CLAIMS);
    }

    void close() {
        CELLS.getAndBitwiseOr(cells, TAIL, CLOSED);
    }

    void open() {
        CELLS.getAndBitwiseAnd(cells, TAIL, ~CLOSED);
    }

    static boolean isClosed(long tail) {
        return (tail & CLOSED) != 0;
    }

    static long position(long cursor) {
        return cursor >>> POSITION_SHIFT;
    }

    /** The cursor at a position. */
    static long cursor(long position) {
        return position << POSITION_SHIFT;
    }

    /** The position this many slots behind another. */
    static long next(long position, int slots) {
        return position(cursor(position + slots));
    }

    /** How many claims were made beyond a number of them that was true not long ago. */
    static long claimsBeyond(long tail, long claims) {
        return ((tail & CLAIMS) / ONE_CLAIM - claims) & (CLAIMS / ONE_CLAIM);
    }

    static long ahead(long cursor, int slots) {
        return cursor + ((long) slots << POSITION_SHIFT);
    }

    static boolean isBehind(long limit, long tail) {
        return (tail & POSITION) - limit > 0;
    }

    long head() {
        return (long) CELLS.getAcquire(cells, HEAD);
    }

    void head(long position) {
        CELLS.setRelease(cells, HEAD, position);
    }

    long softLimit() {
        return (long) CELLS.getAcquire(cells, SOFT_LIMIT);
    }

    void softLimit(long position) {
        CELLS.setRelease(cells, SOFT_LIMIT, position);
    }

    long collision() {
        return (long) CELLS.getOpaque(cells, COLLISION);
    }

    void collision(long position) {
        CELLS.setOpaque(cells, COLLISION, position);
    }
}
