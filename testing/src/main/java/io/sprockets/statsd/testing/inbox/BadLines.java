package io.sprockets.statsd.testing.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.testing.BadLine;
import java.util.ArrayList;
import java.util.List;

/**
 * The first bad lines, at most 10,000 and 16 MiB of text, and the number of all. Guarded by the lock of the {@link
 * Inbox}.
 */
final class BadLines {
    private static final int MAX_LINES = 10_000;
    private static final long MAX_CHARS = 16L << 20;

    private final List<BadLine> first = new ArrayList<>();
    private long chars;
    private long count;

    void add(byte[] text, int from, int to, String reason) {
        count++;
        if (first.size() < MAX_LINES && chars + (to - from) <= MAX_CHARS) {
            chars += to - from;
            first.add(new BadLine(new String(text, from, to - from, UTF_8), reason));
        }
    }

    long count() {
        return count;
    }

    List<BadLine> all() {
        return List.copyOf(first);
    }

    List<BadLine> last(int lines) {
        return List.copyOf(first.subList(Math.max(0, first.size() - lines), first.size()));
    }
}
