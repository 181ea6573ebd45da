package io.sprockets.statsd.testing.net;

import java.util.Arrays;

/**
 * Cuts the bytes of one connection into lines, wherever the reads happened to end. Lines that lie whole in a read are
 * handed on without a copy; only a torn one is kept here, at most {@code maxLineBytes} and two more of it. Belongs to
 * the server's thread.
 */
public final class LineSplitter implements Splitter {
    static final String UNTERMINATED = "unterminated last line";

    private final int kept; // two more than a good line, so that even without a CR a line stays too long
    private byte[] torn = new byte[256];
    private int length; // of the torn line

    public LineSplitter(int maxLineBytes) {
        this.kept = maxLineBytes + 2;
    }

    @Override
    public boolean read(byte[] bytes, int from, int to, Sink sink) {
        int start = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                finishLine(bytes, start, i, sink);
                start = i + 1;
            }
        }
        keep(bytes, start, to);
        return true;
    }

    @Override
    public void end(Sink unterminated) {
        if (length > 0) {
            unterminated.line(torn, 0, length);
            length = 0;
        }
    }

    @Override
    public String complaint() {
        return UNTERMINATED;
    }

    private void finishLine(byte[] bytes, int from, int to, Sink sink) {
        if (length == 0) {
            sink.line(bytes, from, to);
            return;
        }
        keep(bytes, from, to);
        int end = length;
        length = 0;
        sink.line(torn, 0, end);
    }

    private void keep(byte[] bytes, int from, int to) {
        int more = Math.min(to - from, kept - length);
        if (length + more > torn.length) {
            torn = Arrays.copyOf(torn, Math.max(length + more, Math.min(kept, torn.length * 2)));
        }
        System.arraycopy(bytes, from, torn, length, more);
        length += more;
    }
}
