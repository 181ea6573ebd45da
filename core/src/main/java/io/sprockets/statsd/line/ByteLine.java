package io.sprockets.statsd.line;

import io.sprockets.statsd.queue.TextSource;

/**
 * Lines whose bytes are written unchanged, UTF-8 or not: the value is the line, with one character below 256 per byte.
 * Any thread may use it, and nothing is allocated.
 */
public final class ByteLine implements TextSource {
    private static final byte NEWLINE = '\n';

    @Override
    public void write(long[] ring, int start, String name, String value, String type) {
        int at = Words.put(ring, start, value);
        Words.put(ring, at, NEWLINE);
    }
}
