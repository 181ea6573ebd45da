package io.sprockets.statsd.queue;

import java.lang.invoke.VarHandle;

/**
 * Reads one record after another. Slots that it has passed are freed only by {@link #free}; until then {@link #rewind}
 * goes back to them. Only the consumer may use it.
 */
public final class RecordReader {
    private final long[] ring;
    private final int slots;
    private final int lapShift;
    private final Cursors cursors;
    private long position; // of the record that is looked at
    private long header; // of that record
    private long drained; // freed records that came to something
    private long settled; // all freed records
    private long passed; // since the last free
    private long abandoned; // of those

    RecordReader(long[] ring, Cursors cursors) {
        this.ring = ring;
        this.slots = ring.length / 2;
        this.lapShift = Integer.numberOfTrailingZeros(slots);
        this.cursors = cursors;
    }

    /** Whether there is a record to look at. */
    public boolean next() {
        while (true) {
            long word = (long) Slots.WORDS.getAcquire(ring, index());
            if (!Header.isOfLap(word, Header.lap(position, lapShift))) {
                return false;
            }
            header = word;
            if (!Header.isAbandoned(word)) {
                return true;
            }
            position = Cursors.next(position, Header.number(word));
            abandoned++;
        }
    }

    /** The header of the record that is looked at; see {@link Header}. */
    public long header() {
        return header;
    }

    /** The value of the record that is looked at. */
    public long value() {
        return ring[index() + 1];
    }

    /** The words in which the records are. */
    public long[] words() {
        return ring;
    }

    /**
     * Looks at the records from here on that have tag 0 and no text, one behind the other in memory. Each is a header
     * in {@link #words}, and its value behind it; the first is at {@link #index}.
     *
     * @param most how many, as those that are not passed are looked at again
     * @return the index behind the last of them
     */
    public int endOfNumbers(int most) {
        long lap = Header.lap(position, lapShift);
        int end = Math.min(index() + 2 * most, ring.length);
        int at = index();
        while (at < end && Header.isNumberOfLap((long) Slots.WORDS.getOpaque(ring, at), lap)) {
            at += 2;
        }
        VarHandle.acquireFence(); // before their values are read
        return at;
    }

    /** Goes on to an index up to that end. */
    public void passNumbers(int end) {
        int numbers = (end - index()) / 2;
        position = Cursors.next(position, numbers);
        passed += numbers;
    }

    /** Records passed since the last {@link #free}. */
    public int passed() {
        return (int) passed;
    }

    /** The index of the text's first byte; see {@link TextSource#write}. */
    public int textAt() {
        return (index() + 2) * Slots.WORD_BYTES;
    }

    /** Goes on behind the record that is looked at. */
    public void pass() {
        position = Cursors.next(position, Header.slots(header));
        passed++;
    }

    /** Frees what was passed. */
    public void free() {
        drained += passed;
        settled += passed + abandoned;
        passed = 0;
        abandoned = 0;
        cursors.head(Cursors.cursor(position));
    }

    /** Goes back to the first record that was not freed. */
    public void rewind() {
        position = Cursors.position(cursors.head());
        passed = 0;
        abandoned = 0;
    }

    /** Whether all that was claimed before such a mark is consumed. */
    public boolean hasFreed(long mark) {
        return !Cursors.isBehind(cursors.head(), mark);
    }

    /** Frees all that there is, unseen. Returns how many records that were. */
    public long discard() {
        long before = drained;
        rewind();
        while (next()) {
            pass();
        }
        free();
        return drained - before;
    }

    /** Records freed so far, but for abandoned ones. */
    public long drained() {
        return drained;
    }

    /** Claims that nothing can come of any more: freed or abandoned. */
    public long settled() {
        return settled;
    }

    /** Whether every claimed record was freed. */
    public boolean isDrained() {
        return Cursors.position(cursors.tail()) == Cursors.position(cursors.head());
    }

    /** Where the header of the next record is, or will be, in {@link #words}. */
    public int index() {
        return 2 * ((int) position & (slots - 1));
    }
}
