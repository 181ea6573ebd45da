package io.sprockets.statsd.queue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The queue under test. Each thread finishes its claims in the order in which it made them. */
final class RealQueue {
    private static final int SLOT_WORDS = 2;

    private final RecordQueue queue;
    private final RecordReader reader;
    private final int most;
    private final Claims[] claims = new Claims[SequentialQueue.MOST_THREADS];
    private final long skipped; // records, before the test

    /**
     * Makes an empty queue that has moved this many slots already.
     *
     * @param most records of one drain
     */
    RealQueue(int slots, int most, int slotsBefore) {
        queue = new RecordQueue(slots * Slots.BYTES, () -> {});
        reader = queue.reader();
        this.most = most;
        Arrays.setAll(claims, thread -> new Claims());
        for (int i = 0; i < slotsBefore; i++) {
            claim(0, 1);
            publish(0);
            drain();
        }
        claims[0] = new Claims(); // it counts from the beginning
        skipped = reader.settled();
    }

    String claim(int thread, int slots) {
        long position = queue.claim(slots, false);
        if (position < 0) {
            return position == RecordQueue.FULL ? "full" : "closed";
        }
        claims[thread].add(thread, position, slots);
        return "claimed";
    }

    String publish(int thread) {
        return claims[thread].publishFirst(queue);
    }

    String abandon(int thread) {
        return claims[thread].abandonFirst(queue);
    }

    String drain() {
        StringBuilder letters = new StringBuilder();
        drainNumbers(letters);
        while (letters.length() < most && reader.next()) {
            letters.append(read());
            reader.pass();
            drainNumbers(letters);
        }
        reader.free();
        return letters.toString();
    }

    /** Passes the records of one slot that lie in a row. */
    private void drainNumbers(StringBuilder letters) {
        int end = reader.endOfNumbers(most - letters.length());
        for (int at = reader.index(); at < end; at += SLOT_WORDS) {
            letters.append((char) reader.words()[at + 1]);
        }
        reader.passNumbers(end);
    }

    /** The letter of the record; a question mark if it is not whole. */
    private char read() {
        char letter = (char) reader.value();
        int slots = Header.slots(reader.header());
        long[] ring = reader.words();
        int first = reader.textAt() >>> 3;
        for (int i = 0; i < (slots - 1) * SLOT_WORDS; i++) {
            if (ring[first + i & ring.length - 1] != letter) {
                return '?';
            }
        }
        return letter;
    }

    boolean isDrained() {
        return reader.isDrained();
    }

    long waiting() {
        return queue.waitingBeyond(reader.settled());
    }

    long settled() {
        return reader.settled() - skipped;
    }

    void close() {
        queue.close();
    }

    void open() {
        queue.open();
    }

    /** What one thread has claimed and not finished. */
    private static final class Claims {
        private final Deque<Claim> waiting = new ArrayDeque<>();
        private int count;

        void add(int thread, long position, int slots) {
            waiting.add(new Claim(position, slots, SequentialQueue.letter(thread, count++)));
        }

        String publishFirst(RecordQueue queue) {
            Claim claim = waiting.poll();
            if (claim == null) {
                return "nothing";
            }
            claim.write(queue.words(), claim.slots);
            int bytes = (claim.slots - 1) * Slots.BYTES;
            queue.publish(claim.position, bytes == 0 ? Header.of(0, 0, 1) : Header.ofText(1, 0, bytes));
            return "published";
        }

        String abandonFirst(RecordQueue queue) {
            Claim claim = waiting.poll();
            if (claim == null) {
                return "nothing";
            }
            claim.write(queue.words(), (claim.slots + 1) / 2);
            queue.publish(claim.position, Header.ABANDONED_RECORD | claim.slots); // which needs no order
            return "abandoned";
        }
    }

    private static final class Claim { // no record: Lincheck cannot look into one
        final long position;
        final int slots;
        final char letter;

        Claim(long position, int slots, char letter) {
            this.position = position;
            this.slots = slots;
            this.letter = letter;
        }

        /** Writes the value, and the text of this many slots, the first one included. */
        void write(long[] ring, int written) {
            int first = (int) position * SLOT_WORDS;
            for (int i = 1; i < written * SLOT_WORDS; i++) {
                ring[first + i & ring.length - 1] = letter;
            }
        }
    }
}
