package io.sprockets.statsd.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * What the queue promises, as one thread would see it: a bounded FIFO of claims. A drain takes them from the front up
 * to the first that is neither published nor abandoned, or until it has as many as it wants.
 */
class SequentialQueue {
    static final int MOST_THREADS = 8;

    private final int capacity;
    private final int most; // of one drain
    private final Deque<Claim> claims = new ArrayDeque<>();
    private final List<Deque<Claim>> unfinished = new ArrayList<>(); // by thread
    private final int[] counts = new int[MOST_THREADS];
    private int used; // slots
    private long settled; // claims
    private boolean closed;

    SequentialQueue(int capacity, int most) {
        this.capacity = capacity;
        this.most = most;
        for (int i = 0; i < MOST_THREADS; i++) {
            unfinished.add(new ArrayDeque<>());
        }
    }

    /** The letter of a record that is like no other: by thread, and by the number of its claims before. */
    static char letter(int thread, int count) {
        return (char) ('0' + thread * 12 + count % 12);
    }

    public String claim(int thread, int slots) {
        if (closed) {
            return "closed";
        }
        if (used + slots > capacity) {
            return "full";
        }
        Claim claim = new Claim(letter(thread, counts[thread]++), slots);
        claims.add(claim);
        unfinished.get(thread).add(claim);
        used += slots;
        return "claimed";
    }

    public String publish(int thread) {
        return finish(thread, State.PUBLISHED);
    }

    public String abandon(int thread) {
        return finish(thread, State.ABANDONED);
    }

    private String finish(int thread, State state) {
        Claim claim = unfinished.get(thread).poll();
        if (claim == null) {
            return "nothing";
        }
        claim.state = state;
        return state == State.PUBLISHED ? "published" : "abandoned";
    }

    public String drain() {
        StringBuilder letters = new StringBuilder();
        Claim first = claims.peek();
        while (first != null && first.state != State.CLAIMED && letters.length() < most) {
            letters.append(first.state == State.PUBLISHED ? first.letter : "");
            used -= first.slots;
            settled++;
            claims.remove();
            first = claims.peek();
        }
        return letters.toString();
    }

    public boolean isDrained() {
        return claims.isEmpty();
    }

    public long waiting() {
        return claims.size();
    }

    public long settled() {
        return settled;
    }

    public void close() {
        closed = true;
    }

    public void open() {
        closed = false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SequentialQueue that && state().equals(that.state());
    }

    @Override
    public int hashCode() {
        return state().hashCode();
    }

    /** All that tells one state from another; Lincheck explores equal ones once. */
    private List<Object> state() {
        return List.of(claims.toString(), unfinished.toString(), Arrays.toString(counts), settled, closed);
    }

    private enum State {
        CLAIMED,
        PUBLISHED,
        ABANDONED
    }

    private static final class Claim {
        private final char letter;
        private final int slots;
        private State state = State.CLAIMED;

        Claim(char letter, int slots) {
            this.letter = letter;
            this.slots = slots;
        }

        @Override
        public String toString() {
            return letter + "" + slots + state;
        }
    }
}
