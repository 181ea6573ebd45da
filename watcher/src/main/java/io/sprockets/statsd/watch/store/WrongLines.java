package io.sprockets.statsd.watch.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest {@value #MOST} lines that are wrong, and how many there were. Belongs to the server's thread. */
final class WrongLines {
    private static final int MOST = 500;
    private static final int LONGEST = 1_024; // bytes of a line, and characters of a reason

    private final Deque<WrongLine> newest = new ArrayDeque<>(MOST);
    private long count;

    void add(byte[] line, int from, int to, String reason, String sender, long millis) {
        if (newest.size() == MOST) {
            newest.removeFirst();
        }
        int end = Math.min(to, from + LONGEST);
        String text = ByteText.of(line, from, end);
        String why = reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST) + "\u2026";
        newest.addLast(new WrongLine(++count, millis, end < to ? text + "\u2026" : text, why, sender));
    }

    long count() {
        return count;
    }

    /** The oldest first. */
    List<WrongLine> newest() {
        return List.copyOf(newest);
    }
}
