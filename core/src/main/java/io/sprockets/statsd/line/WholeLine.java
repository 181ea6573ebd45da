package io.sprockets.statsd.line;

import io.sprockets.statsd.queue.TextSource;
import org.jspecify.annotations.Nullable;

/** Lines that are written as they are given: the value is the line. Any thread may use it, and nothing is allocated. */
public final class WholeLine implements TextSource {
    private static final byte NEWLINE = '\n';

    private final TextEncoder any = TextEncoder.without("");

    /** Measures a line; see {@link TextEncoder#scan}. */
    public int scan(@Nullable String line) {
        return any.scan(line);
    }

    /** Bytes of a line that was scanned so, with its newline. */
    public int length(int scanned) {
        return TextEncoder.length(scanned) + 1;
    }

    @Override
    public void write(long[] ring, int start, String name, String value, String type) {
        int at = any.write(value, ring, start);
        Words.put(ring, at, NEWLINE);
    }
}
