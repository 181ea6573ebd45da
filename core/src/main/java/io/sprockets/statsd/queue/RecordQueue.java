package io.sprockets.statsd.queue;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of records in a ring of slots. It loses, tears and doubles no record, and keeps the order of each
 * producer. Any thread may offer; one thread at a time may consume.
 */
public final class RecordQueue {
    /*
     * The ring holds slots of two words, a header and a value. A record of a number is one slot. One with a text has as
     * many slots more behind it as its bytes need, over the ring's end if need be.
     *
     * Producers. One CAS on the tail claims the slots of a record and counts it. The owner of the slots writes value
     * and text plainly and publishes with a release store of the header.
     *
     * Consumer. It reads the header where the next record begins. One that carries the lap of that position is
     * published; reading it with acquire makes value and text visible. Anything else there is left from an earlier
     * lap. The consumer writes nothing into the ring: it frees slots by a release store of the head, and the next owner
     * overwrites them.
     *
     * What could be taken for a header of this lap. Headers begin with five set bits and are in even words. No byte
     * of UTF-8 begins so, thus no text looks like one; values are in odd words. A header of an earlier lap carries
     * that lap, and laps are the same only after 2^25 more, in each of which every slot is written, but for those
     * inside of an abandoned text.
     *
     * Benign race. Producers compare with a soft limit, half a ring ahead of a head that may be old. Beyond it they
     * read the head itself, wake the consumer, and go on in steps. A stale limit costs a read, never a record, as no
     * limit is beyond a head that was and the whole ring. Two producers may both wake the consumer.
     *
     * Collisions. The tail is in the cache of one processor at a time. A producer whose CAS fails soon after another's
     * did steps aside for a while, so that the other makes many claims before the tail moves again. One that fails
     * rarely tries again at once.
     *
     * Abandoned claims. A producer whose stack overflows between claim and publish would hold up all records behind its
     * own. It writes a header that says how many slots to pass, by a plain store, as any call could overflow again.
     *
     * Numbers. A record may name its owner by a number, which the consumer may ask back: it says so in the owner,
     * then reads the tail. The producer claims, then looks at the owner. All four are volatile, so either the claim
     * is before that tail, and is consumed before the number is another's, or the producer sees that the number is
     * gone and gives the claim up.
     *
     * Turns. A caller that waits for room may take the turn; while it has it, no other caller gets room beyond the
     * soft limit, which is a step away at most. So a long text is not overtaken for ever by records of one slot. Who
     * does not come back for its turn loses it, so that no caller without a processor holds up those who have one.
     *
     * Forbidden. A claim that is neither published nor abandoned; a text with bytes that UTF-8 does not have.
     */

    /** The record was taken. */
    public static final int TAKEN = 0;

    /** The record was not taken: there is no room. */
    public static final int FULL = -1;

    /** The record was not taken: the queue is closed. */
    public static final int CLOSED = -2;

    /** The record was not taken: its owner has given its number up. */
    public static final int GIVEN_UP = -3;

    private static final int SMALLEST = 4; // slots
    private static final int STEP_PART = 16; // of the slots, until the head is read again
    private static final int OFTEN = 32; // slots between two collisions
    private static final int ASIDE = 256; // pauses; about 6 microseconds, in which others make some hundred claims

    private final long[] ring;
    private final int slots;
    private final int lapShift;
    private final Cursors cursors = new Cursors();
    private final Turns turns;
    private final Runnable wake;
    private final RecordReader reader;

    /**
     * Makes an open, empty queue.
     *
     * @param bytes room for records; rounded down to a power of two, but four slots at least
     * @param wake called by a producer when the queue passes half full
     */
    public RecordQueue(int bytes, Runnable wake) {
        this(bytes, wake, System::nanoTime);
    }

    /**
     * The same with another clock.
     *
     * @param clock nanoseconds, for the turns of callers
     */
    public RecordQueue(int bytes, Runnable wake, LongSupplier clock) {
        this.slots = Math.max(Integer.highestOneBit(bytes / Slots.BYTES), SMALLEST);
        this.ring = new long[2 * slots];
        this.lapShift = Integer.numberOfTrailingZeros(slots);
        this.turns = new Turns(clock);
        this.wake = wake;
        this.reader = new RecordReader(ring, cursors);
        cursors.softLimit(slots / 2);
    }

    /** The records without text that fit. */
    public int slots() {
        return slots;
    }

    /** The longest text that fits, in bytes. */
    public int longestText() {
        return Math.min((slots - 1) * Slots.BYTES, Header.NUMBER_LIMIT - 1);
    }

    /** Offers a record without text; as with one. Short, so that it is compiled into the calls of an application. */
    public int offer(long header, long value, @Nullable Numbered owner, boolean hasTurn) {
        long position = FULL;
        try {
            position = claim(1, hasTurn);
            if (position < 0) {
                return (int) position;
            }
            if (owner != null && owner.isGivenUp()) { // not before the claim
                publish(position, Header.ABANDONED_RECORD | 1);
                return GIVEN_UP;
            }
            ring[2 * ((int) position & (slots - 1)) + 1] = value;
            publish(position, header);
            return TAKEN;
        } catch (Throwable e) {
            if (position >= 0) {
                long lap = position >>> lapShift << Header.LAP_SHIFT & Header.LAP;
                ring[2 * ((int) position & (slots - 1))] = Header.ABANDONED_RECORD | lap | 1;
            }
            throw e;
        }
    }

    /**
     * Offers a record with a text. From the claim on the stack may overflow in any call; then the claim is given up
     * without one.
     *
     * @param owner of the number that it brings, if any
     * @param source writes the text
     * @param hasTurn whether the caller has taken the turn
     * @return {@link #TAKEN}, {@link #FULL}, {@link #CLOSED} or {@link #GIVEN_UP}
     */
    public int offer(
            long header,
            long value,
            @Nullable Numbered owner,
            TextSource source,
            String name,
            String text,
            String type,
            boolean hasTurn) {
        int count = Header.slots(header);
        long position = FULL;
        try {
            position = claim(count, hasTurn);
            if (position < 0) {
                return (int) position;
            }
            if (owner != null && owner.isGivenUp()) { // not before the claim
                publish(position, Header.ABANDONED_RECORD | count);
                return GIVEN_UP;
            }
            int at = 2 * ((int) position & (slots - 1));
            ring[at + 1] = value;
            source.write(ring, (at + 2) * Slots.WORD_BYTES, name, text, type);
            publish(position, header);
            return TAKEN;
        } catch (Throwable e) {
            if (position >= 0) {
                long lap = position >>> lapShift << Header.LAP_SHIFT & Header.LAP;
                ring[2 * ((int) position & (slots - 1))] = Header.ABANDONED_RECORD | lap | count;
            }
            throw e;
        }
    }

    /** Makes a record of the consumer's whose value, and text, is written. */
    void publish(long position, long header) {
        Slots.WORDS.setRelease(ring, 2 * ((int) position & (slots - 1)), header | Header.lap(position, lapShift));
    }

    /** The words of a claim, which begins at its position. */
    long[] words() {
        return ring;
    }

    /** The position of this many slots, or {@link #FULL} or {@link #CLOSED}. */
    long claim(int count, boolean hasTurn) {
        while (true) {
            long tail = cursors.tail();
            if (Cursors.isClosed(tail)) {
                return CLOSED;
            }
            long next = Cursors.claimed(tail, count);
            if (Cursors.isBehind(cursors.softLimit(), next) && !hasRoom(next, hasTurn)) {
                return FULL;
            }
            long position = Cursors.position(tail);
            if (cursors.moveTail(tail, next)) {
                return position; // nothing may come between: a stack overflow here would leave the claim without owner
            }
            stepAside(position);
        }
    }

    /** Leaves the tail to the others for a while if producers collide every few claims. */
    private void stepAside(long position) {
        boolean often = position - cursors.collision() < OFTEN;
        cursors.collision(position);
        if (often) {
            pause();
        }
    }

    private static void pause() {
        for (int i = 0; i < ASIDE; i++) {
            Thread.onSpinWait();
        }
    }

    /** Whether a claim that ends there would fit now. Moves the soft limit beyond it if so. */
    private boolean hasRoom(long next, boolean hasTurn) {
        if (!hasTurn && turns.isTaken()) {
            return false;
        }
        long head = cursors.head();
        long limit = Cursors.ahead(head, slots / 2);
        if (Cursors.isBehind(limit, next)) {
            wake.run();
            long full = Cursors.ahead(head, slots);
            if (Cursors.isBehind(full, next)) {
                return false;
            }
            long step = Cursors.ahead(Cursors.cursor(Cursors.position(next)), slots / STEP_PART);
            limit = Cursors.isBehind(full, step) ? full : step;
        }
        cursors.softLimit(limit);
        return true;
    }

    /** Which of the callers that wait has the turn. */
    public Turns turns() {
        return turns;
    }

    /** The consumer's side. */
    public RecordReader reader() {
        return reader;
    }

    /** Records claimed beyond a number that {@link RecordReader#settled} gave not long ago. Any thread may ask. */
    public long waitingBeyond(long settled) {
        return Cursors.claimsBeyond(cursors.tail(), settled);
    }

    /** What was claimed so far, for {@link RecordReader#hasFreed}: a volatile read. Any thread may ask. */
    public long mark() {
        return cursors.mark();
    }

    /** Whether it is worth consuming again at once. Any thread may ask. */
    public boolean isQuarterFull() {
        return Cursors.isBehind(Cursors.ahead(cursors.head(), slots / 4), cursors.tail());
    }

    /** Lets no more offers succeed. What was claimed before can still be published and consumed. */
    public void close() {
        cursors.close();
    }

    /** Whether no offer succeeds. Any thread may ask. */
    public boolean isClosed() {
        return Cursors.isClosed(cursors.tail());
    }

    /** Lets offers succeed again. */
    public void open() {
        cursors.open();
    }
}
