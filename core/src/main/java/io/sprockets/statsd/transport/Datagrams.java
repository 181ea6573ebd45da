package io.sprockets.statsd.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * Packets of lines that one system call hands over as datagrams. They have the size of the first one; a shorter one is
 * filled up with empty lines where the server skips these and the lengths of lines do not differ too much, and else it
 * is the last. One thread uses it.
 */
public final class Datagrams {
    /** The most bytes of them all: what fits behind the headers of IPv4 and UDP. */
    public static final int MOST_BYTES = (1 << 16) - 1 - 20 - 8;

    private static final int MOST = 64; // that Linux takes with one call
    private static final int FILLED_PART = 8; // of the bytes of a call: at most an eighth is filled in
    private static final byte[] EMPTY_LINES = "\n".repeat(256).getBytes(US_ASCII);

    private final ByteBuffer memory;
    private final boolean fills;
    private int count;
    private int size; // of the first, in bytes
    private int filled; // bytes of empty lines
    private boolean ended; // by a shorter one

    /** Puts them into this memory; empty lines are filled in where the server skips them. */
    public Datagrams(ByteBuffer memory, boolean fills) {
        this.memory = memory;
        this.fills = fills;
    }

    /** Begins anew. */
    public void clear() {
        memory.clear();
        count = 0;
        filled = 0;
        ended = false;
    }

    /** The most bytes that the next one may have, if no packet has more than so many; 0 if there is no room for it. */
    public int room(int packetBytes) {
        if (count == 0) {
            return packetBytes;
        }
        boolean full = ended || count == MOST || (count + 1) * size > MOST_BYTES || wouldWaste();
        return full ? 0 : size;
    }

    /** Adds a packet that has {@link #room}: the bytes between two indexes. */
    public void add(ByteBuffer lines, int from, int to) {
        int length = to - from;
        if (count == 0) {
            size = length;
        }
        fill(count * size);
        memory.put(memory.position(), lines, from, length).position(memory.position() + length);
        count++;
        ended = !fills && length < size;
    }

    /** Whether there is more than one. */
    public boolean areSeveral() {
        return count > 1;
    }

    /** The bytes of each but the last, which may have fewer. */
    public int size() {
        return size;
    }

    /** Whether too much would have to be filled in before another one. */
    private boolean wouldWaste() {
        int end = count * size;
        int more = end - memory.position();
        return (filled + more) * FILLED_PART > end;
    }

    /** Fills the last one up. */
    private void fill(int end) {
        filled += end - memory.position();
        for (int left = end - memory.position(); left > 0; left = end - memory.position()) {
            memory.put(EMPTY_LINES, 0, Math.min(left, EMPTY_LINES.length));
        }
    }
}
