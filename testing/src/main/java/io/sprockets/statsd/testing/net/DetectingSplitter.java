package io.sprockets.statsd.testing.net;

import org.jspecify.annotations.Nullable;

/** Reads a connection as frames or as lines, whichever its first four bytes say. */
final class DetectingSplitter implements Splitter {
    private final int maxLineBytes;
    private final byte[] first = new byte[Integer.BYTES];
    private int length; // of these
    private @Nullable Splitter found;

    DetectingSplitter(int maxLineBytes) {
        this.maxLineBytes = maxLineBytes;
    }

    @Override
    public boolean read(byte[] bytes, int from, int to, Sink sink) {
        Splitter splitter = found;
        int at = from;
        while (splitter == null && at < to) {
            first[length++] = bytes[at++];
            if (length == first.length) {
                splitter = find();
                splitter.read(first, 0, length, sink); // too short to be refused
            }
        }
        return splitter == null || splitter.read(bytes, at, to, sink);
    }

    private Splitter find() {
        boolean frames = first[2] == 0 && first[3] == 0;
        Splitter splitter = frames ? new FrameSplitter(maxLineBytes) : new LineSplitter(maxLineBytes);
        found = splitter;
        return splitter;
    }

    @Override
    public void end(Sink torn) {
        if (found != null) {
            found.end(torn);
        } else if (length > 0) {
            torn.line(first, 0, length);
            length = 0;
        }
    }

    @Override
    public String complaint() {
        return found == null ? LineSplitter.UNTERMINATED : found.complaint();
    }
}
