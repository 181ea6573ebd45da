package io.sprockets.statsd.queue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The queue under test. Each thread finishes its claims in the order in which it made them. */
final class RealQueue {
    private final LineQueue queue;
    private final ByteBuffer target;
    private final Claims[] claims = new Claims[SequentialQueue.MOST_THREADS];
    private long skipped; // lines, before the test

    /**
     * Makes an empty queue that has moved so many lines already.
     *
     * @param drainBytes what one drain may take
     */
    RealQueue(int capacity, int longestLine, int drainBytes, int linesBefore) {
        queue = new LineQueue(capacity, longestLine, () -> {});
        target = ByteBuffer.allocate(Math.max(drainBytes, longestLine));
        Arrays.setAll(claims, thread -> new Claims());
        for (int i = 0; i < linesBefore; i++) {
            claim(0, longestLine);
            publish(0);
            queue.drain(target.clear());
        }
        claims[0] = new Claims(); // it counts from the beginning
        skipped = queue.settled();
        target.limit(drainBytes);
    }

    String claim(int thread, int length) {
        int start = queue.claim(length);
        if (start < 0) {
            return start == LineQueue.FULL ? "full" : "closed";
        }
        claims[thread].add(thread, start, length);
        return "claimed";
    }

    String publish(int thread) {
        return claims[thread].publishFirst(queue);
    }

    String abandon(int thread) {
        return claims[thread].abandonFirst(queue);
    }

    String drain() {
        int bytes = queue.drain(target.rewind());
        return new String(target.array(), 0, bytes, ISO_8859_1);
    }

    boolean isDrained() {
        return queue.isDrained();
    }

    long waiting() {
        return queue.waitingBeyond(queue.settled());
    }

    long settled() {
        return queue.settled() - skipped;
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

        void add(int thread, int start, int length) {
            waiting.add(new Claim(start, SequentialQueue.line(thread, count++, length)));
        }

        String publishFirst(LineQueue queue) {
            Claim claim = waiting.poll();
            if (claim == null) {
                return "nothing";
            }
            claim.write(queue.bytes(), claim.line.length() - 1);
            queue.publish(claim.start + claim.line.length());
            return "published";
        }

        String abandonFirst(LineQueue queue) {
            Claim claim = waiting.poll();
            if (claim == null) {
                return "nothing";
            }
            claim.write(queue.bytes(), claim.line.length() / 2);
            queue.abandon(claim.start, claim.start + claim.line.length());
            return "abandoned";
        }
    }

    private static final class Claim { // no record: Lincheck cannot look into one
        final int start;
        final String line;

        Claim(int start, String line) {
            this.start = start;
            this.line = line;
        }

        void write(byte[] ring, int length) {
            for (int i = 0; i < length; i++) {
                ring[start + i] = (byte) line.charAt(i);
            }
        }
    }
}
