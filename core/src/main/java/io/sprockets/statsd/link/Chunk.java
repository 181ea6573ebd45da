package io.sprockets.statsd.link;

import io.sprockets.statsd.line.Lines;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** A piece of the backlog: whole lines, written once and handed over from the front. */
final class Chunk {
    private static final byte NEWLINE = '\n';
    private static final long NEWLINES = 0x0A0A0A0A0A0A0A0AL;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

    private final ByteBuffer bytes; // filled up to its position
    private final ByteBuffer waiting; // the same bytes, from what was handed over to what is filled
    private long base; // position of its first byte among all bytes ever
    private int lines; // in all that is filled
    private final BitSet joints = new BitSet(); // newlines that are inside of a metric
    private int kept; // the bytes before it are forgotten

    @Nullable
    Chunk next;

    Chunk(ByteBuffer memory) {
        bytes = memory;
        waiting = bytes.duplicate().limit(0);
    }

    /** Adds this many metrics as lines with their newlines. */
    void append(byte[] all, int length, int metrics, boolean joined) {
        int start = bytes.position();
        bytes.put(all, 0, length);
        lines += metrics;
        if (joined) {
            join(start);
        }
    }

    /** The bytes that wait, at most this many: as many whole lines as that holds, but at least one. */
    ByteBuffer waiting(int most) {
        waiting.limit(bytes.position());
        return waiting.limit(packetEnd(waiting.position(), most));
    }

    /** The end of as many whole lines that wait as so many bytes hold from an index on, but of at least one. */
    int packetEnd(int from, int most) {
        if (waiting.limit() - from <= most) {
            return waiting.limit();
        }
        int end = lineEnd(from + most);
        return end > from ? end : nextLineEnd(from);
    }

    /** Counts all lines again. Returns how many of them wait. */
    int recount() {
        lines = lines(0, bytes.position(), false);
        return lines(waiting.position(), bytes.position());
    }

    boolean hasWaiting() {
        return waiting.position() < bytes.position();
    }

    boolean hasRoom(int size) {
        return bytes.remaining() >= size;
    }

    int room() {
        return bytes.remaining();
    }

    /** Position among all bytes ever of the first one that waits. */
    long handed() {
        return base + waiting.position();
    }

    long end() {
        return base + bytes.position();
    }

    long keptFrom() {
        return base + kept;
    }

    boolean isForgotten() {
        return kept == bytes.position();
    }

    /** Forgets the whole lines before a position. */
    void forget(long position) {
        kept = lineEnd((int) (position - base));
    }

    /** Takes back what was handed over behind a position, if anything was. */
    void handedOnlyTo(long position) {
        if (handed() > position) {
            waiting.limit(bytes.position()).position((int) (position - base));
        }
    }

    /** Makes all lines wait again that are not forgotten. Returns how many whole ones had been handed over. */
    int rewind() {
        int lines = lines(kept, waiting.position());
        waiting.limit(bytes.position()).position(kept);
        return lines;
    }

    /** Empties it for bytes that begin at a position. */
    void restart(long position) {
        bytes.clear();
        waiting.position(0).limit(0);
        base = position;
        lines = 0;
        kept = 0;
        joints.clear();
        next = null;
    }

    /** The number of lines from an index to what was handed over. */
    int linesHandedSince(int from) {
        return lines(from, waiting.position());
    }

    /** Turns joints into newlines, and remembers where they are. */
    private void join(int start) {
        for (int i = start; i < bytes.position(); i++) {
            if (bytes.get(i) == Lines.JOINT) {
                bytes.put(i, NEWLINE);
                joints.set(i);
            }
        }
    }

    private int lines(int from, int to) {
        return lines(from, to, true);
    }

    private int lines(int from, int to, boolean known) {
        if (known && from == 0 && to == bytes.position()) {
            return lines;
        }
        int count = 0;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long others = bytes.getLong(at) ^ NEWLINES; // a newline is a zero now
            others = (others & LOW_BITS) + LOW_BITS | others | LOW_BITS; // and the only byte whose high bit is clear
            count += Long.bitCount(~others);
        }
        for (; at < to; at++) {
            count += bytes.get(at) == NEWLINE ? 1 : 0;
        }
        return joints.isEmpty() ? count : count - joints.get(from, to).cardinality();
    }

    /** The end of the line that begins at an index. */
    private int nextLineEnd(int index) {
        int end = index + 1;
        while (bytes.get(end - 1) != NEWLINE || joints.get(end - 1)) {
            end++;
        }
        return end;
    }

    /** The end of the last whole line before an index. */
    private int lineEnd(int index) {
        int end = index;
        while (end > kept && (bytes.get(end - 1) != NEWLINE || joints.get(end - 1))) {
            end--;
        }
        return end;
    }
}
