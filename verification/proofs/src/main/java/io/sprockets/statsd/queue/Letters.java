package io.sprockets.statsd.queue;

/**
 * The records of the proofs: a text is one letter again and again, so that a torn one is seen, and a number is the
 * letter's. And the queue as they go through it.
 */
final class Letters {
    /** Slots of a text. */
    static final int TEXT_SLOTS = 3;

    private static final int LENGTH = 21; // bytes: less than two slots, and not a multiple of words
    private static final int MOST_TRIES = 100;
    private static final String UNBROKEN = "";
    private static final String BROKEN = "broken";

    /** Writes the name; breaks in the middle of it if the value says so. */
    private static final TextSource SOURCE = (ring, at, name, value, type) -> {
        for (int i = 0; i < name.length(); i++) {
            if (value.equals(BROKEN) && i == name.length() / 2) {
                throw new StackOverflowError();
            }
            int word = ((at + i) >>> 3) & (ring.length - 1);
            int shift = ((at + i) & 7) * Byte.SIZE;
            ring[word] = (shift == 0 ? 0 : ring[word]) | ((long) name.charAt(i) << shift);
        }
    };

    private Letters() {}

    /** Offers a number. Returns whether there was room and the queue was open. */
    static boolean number(RecordQueue queue, char letter) {
        return queue.offer(Header.of(0, letter, letter), letter, null, false) == RecordQueue.TAKEN;
    }

    /** Offers a text, in the same way. */
    static boolean text(RecordQueue queue, char letter) {
        return offer(queue, letter, UNBROKEN);
    }

    /** Offers a text again and again while the queue is full, so that it gets the slots just as they are freed. */
    static boolean insist(RecordQueue queue, char letter) {
        for (int i = 0; i < MOST_TRIES; i++) {
            if (text(queue, letter)) {
                return true;
            }
        }
        return false;
    }

    /** Claims, writes half a text, and gives up. */
    static void abandon(RecordQueue queue, char letter) {
        try {
            offer(queue, letter, BROKEN);
        } catch (StackOverflowError e) {
            // as planned
        }
    }

    private static boolean offer(RecordQueue queue, char letter, String broken) {
        String text = String.valueOf(letter).repeat(LENGTH);
        int offered = queue.offer(Header.ofText(1, letter, LENGTH), letter, null, SOURCE, text, broken, "", false);
        return offered == RecordQueue.TAKEN;
    }

    /** Consumes all that there is, and gives the letters; {@code torn} if a record is not whole. */
    static String drain(RecordQueue queue) {
        RecordReader reader = queue.reader();
        StringBuilder letters = new StringBuilder();
        while (drainNumbers(reader, letters) && reader.next()) {
            char letter = (char) reader.value();
            if (Header.exponent(reader.header()) != letter || !isWhole(reader, letter)) {
                return "torn";
            }
            letters.append(letter);
            reader.pass();
        }
        reader.free();
        return letters.toString();
    }

    /** Passes the numbers that lie in a row. Returns whether they are whole. */
    private static boolean drainNumbers(RecordReader reader, StringBuilder letters) {
        long[] words = reader.words();
        int end = reader.endOfNumbers(Integer.SIZE);
        boolean whole = true;
        for (int at = reader.index(); at < end; at += 2) {
            char letter = (char) words[at + 1];
            whole &= Header.exponent(words[at]) == letter && Header.number(words[at]) == letter;
            letters.append(whole ? String.valueOf(letter) : "torn");
        }
        reader.passNumbers(end);
        return whole;
    }

    private static boolean isWhole(RecordReader reader, char letter) {
        if (!Header.hasText(reader.header())) {
            return Header.number(reader.header()) == letter;
        }
        long[] ring = reader.words();
        for (int i = 0; i < LENGTH; i++) {
            int at = reader.textAt() + i;
            if (((ring[(at >>> 3) & (ring.length - 1)] >>> ((at & 7) * Byte.SIZE)) & 0xFF) != letter) {
                return false;
            }
        }
        return Header.number(reader.header()) == LENGTH;
    }
}
