package io.sprockets.statsd.testing.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads a connection as the Datadog agent reads its Unix stream socket: four bytes with the length of a frame, the
 * lowest first, then this many bytes of lines, of which the last needs no newline. No line is handed on before its
 * frame is whole.
 */
final class FrameSplitter implements Splitter {
    private static final int MOST_BYTES = 8192; // the agent's default
    private static final int HEADER_BYTES = Integer.BYTES;

    private final LineSplitter lines;
    private final byte[] frame = new byte[HEADER_BYTES + MOST_BYTES];
    private int length; // of the part of the frame read so far
    private int wanted = HEADER_BYTES; // of the header, and once that is there of all
    private String complaint = "incomplete last frame";

    FrameSplitter(int maxLineBytes) {
        this.lines = new LineSplitter(maxLineBytes);
    }

    @Override
    public boolean read(byte[] bytes, int from, int to, Sink sink) {
        int at = from;
        while (at < to) {
            int more = Math.min(to - at, wanted - length);
            System.arraycopy(bytes, at, frame, length, more);
            length += more;
            at += more;
            if (length == wanted && !finish(sink)) {
                return false;
            }
        }
        return true;
    }

    /** The header, or the frame, is whole. */
    private boolean finish(Sink sink) {
        if (wanted > HEADER_BYTES) {
            lines.read(frame, HEADER_BYTES, length, sink);
            lines.end(sink);
            length = 0;
            wanted = HEADER_BYTES;
            return true;
        }
        int size = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (size <= 0 || size > MOST_BYTES) {
            complaint = "frame of " + Integer.toUnsignedString(size) + " bytes, expected 1 to " + MOST_BYTES;
            return false;
        }
        wanted = HEADER_BYTES + size;
        return true;
    }

    @Override
    public void end(Sink torn) {
        if (length > 0) {
            byte[] begun = Arrays.copyOf(frame, length);
            length = 0;
            torn.line(begun, 0, begun.length);
        }
    }

    @Override
    public String complaint() {
        return complaint;
    }
}
