package io.sprockets.statsd.queue;

import java.nio.ByteBuffer;

/** The lines of the proofs: one letter again and again, so that a torn one is seen, and the queue as they go through it. */
final class Line {
    static final int LENGTH = 21; // three words of the scan, and never at the same offset in them
    private static final int MOST_TRIES = 100;
    private static final byte NEWLINE = '\n';

    private Line() {}

    /** Claims, writes and publishes. Returns whether there was room and the queue was open. */
    static boolean offer(LineQueue queue, char letter) {
        int start = queue.claim(LENGTH);
        if (start < 0) {
            return false;
        }
        write(queue.bytes(), start, letter);
        queue.publish(start + LENGTH);
        return true;
    }

    /** Offers again and again while the queue is full, so that it gets the bytes just as they are freed. */
    static boolean insist(LineQueue queue, char letter) {
        for (int i = 0; i < MOST_TRIES; i++) {
            if (offer(queue, letter)) {
                return true;
            }
        }
        return false;
    }

    private static void write(byte[] ring, int start, char letter) {
        for (int i = start; i < start + LENGTH - 1; i++) {
            ring[i] = (byte) letter;
        }
    }

    /** Claims, writes half a line, and gives up. */
    static void abandon(LineQueue queue, char letter) {
        int start = queue.claim(LENGTH);
        for (int i = start; i < start + LENGTH / 2; i++) {
            queue.bytes()[i] = (byte) letter;
        }
        queue.abandon(start, start + LENGTH);
    }

    /** Drains, and gives the letters of the lines that came; {@code torn} if one of them is not whole. */
    static String drain(LineQueue queue, ByteBuffer target) {
        int bytes = queue.drain(target.clear());
        StringBuilder letters = new StringBuilder();
        for (int end = LENGTH; end <= bytes; end += LENGTH) {
            byte letter = target.get(end - LENGTH);
            for (int i = end - LENGTH; i < end - 1; i++) {
                if (target.get(i) != letter) {
                    return "torn";
                }
            }
            if (target.get(end - 1) != NEWLINE) {
                return "torn";
            }
            letters.append((char) letter);
        }
        return bytes % LENGTH == 0 ? letters.toString() : "torn";
    }
}
