package io.sprockets.statsd.watch.store;

import java.util.ArrayList;
import java.util.List;

/**
 * The newest lines, as bytes in one ring: a string is created only for one that is read. Belongs to the server's
 * thread.
 */
final class RecentLines {
    private static final int RING_BYTES_PER_LINE = 256; // on average; longer lines push more old ones out
    private static final int LONGEST = 4_096; // bytes that are kept of a line

    private final byte[] ring;
    private final long[] starts; // of each line, in bytes since the beginning
    private final int[] lengths;
    private final LineType[] types;
    private long next; // number of the next line
    private long written; // bytes since the beginning

    RecentLines(int lines) {
        this.ring = new byte[lines * RING_BYTES_PER_LINE];
        this.starts = new long[lines];
        this.lengths = new int[lines];
        this.types = new LineType[lines];
    }

    void add(byte[] line, int from, int to, LineType type) {
        int length = Math.min(Math.min(to - from, LONGEST), ring.length);
        int at = (int) (written % ring.length);
        int first = Math.min(length, ring.length - at);
        System.arraycopy(line, from, ring, at, first);
        System.arraycopy(line, from + first, ring, 0, length - first);
        int place = (int) (next++ % starts.length);
        starts[place] = written;
        lengths[place] = to - from;
        types[place] = type;
        written += length;
    }

    /** Lines from a number on, or from the oldest one that is kept, but at most this many of them. */
    LinesView from(long number, int most) {
        long first = Math.max(Math.max(number, 0), next - starts.length);
        while (first < next && starts[(int) (first % starts.length)] < written - ring.length) {
            first++; // overwritten
        }
        List<LinesView.Line> lines = new ArrayList<>();
        long end = Math.min(next, first + most);
        for (long each = first; each < end; each++) {
            lines.add(line((int) (each % starts.length)));
        }
        return new LinesView(end, first - Math.max(number, 0), lines);
    }

    private LinesView.Line line(int place) {
        int length = Math.min(Math.min(lengths[place], LONGEST), ring.length);
        byte[] bytes = new byte[length];
        int at = (int) (starts[place] % ring.length);
        int first = Math.min(length, ring.length - at);
        System.arraycopy(ring, at, bytes, 0, first);
        System.arraycopy(ring, 0, bytes, first, length - first);
        String text = ByteText.of(bytes, 0, length);
        return new LinesView.Line(types[place], lengths[place] > length ? text + "\u2026" : text);
    }
}
