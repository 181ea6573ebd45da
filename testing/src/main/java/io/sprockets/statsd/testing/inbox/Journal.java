package io.sprockets.statsd.testing.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.testing.line.ParsedLine;
import io.sprockets.statsd.testing.line.Parser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The first lines that arrived, as bytes: strings and metrics are created on demand. Holds at most
 * {@code maxLines} lines and 256 MiB of text. Guarded by the lock of the {@link Inbox}; a {@link View} needs no lock,
 * because what was written is never changed.
 */
public final class Journal {
    private static final int FIRST_CHUNK_BYTES = 8 << 10;
    private static final int CHUNK_BYTES = 1 << 20;
    private static final long MAX_BYTES = 256L << 20;

    private final int maxLines;
    private final Parser parser;
    private final List<byte[]> chunks = new ArrayList<>();
    private int used; // bytes of the last chunk
    private long reserved; // bytes of all chunks
    private long[] places = new long[64]; // per line: number of the chunk, offset in it
    private int[] lengths = new int[64]; // per line: bytes, as complement for a bad line
    private int size;

    Journal(int maxLines, Parser parser) {
        this.maxLines = maxLines;
        this.parser = parser;
    }

    void add(byte[] bytes, int from, int to, boolean good) {
        int length = to - from;
        if (size >= maxLines || !makeRoom(length)) {
            return;
        }
        if (size == places.length) {
            places = Arrays.copyOf(places, size * 2);
            lengths = Arrays.copyOf(lengths, size * 2);
        }
        int chunk = chunks.size() - 1;
        System.arraycopy(bytes, from, chunks.get(chunk), used, length);
        places[size] = ((long) chunk << 32) | used;
        lengths[size] = good ? length : ~length;
        used += length;
        size++;
    }

    private boolean makeRoom(int length) {
        if (!chunks.isEmpty() && chunks.get(chunks.size() - 1).length - used >= length) {
            return true;
        }
        int bytes = Math.max(length, (int) Math.min(CHUNK_BYTES, Math.max(FIRST_CHUNK_BYTES, reserved)));
        if (reserved + bytes > MAX_BYTES) {
            return false;
        }
        chunks.add(new byte[bytes]);
        reserved += bytes;
        used = 0;
        return true;
    }

    /** How many lines there are. */
    public int size() {
        return size;
    }

    /** The lines up to now. */
    public View view() {
        return view(0);
    }

    /** The text of the last lines. */
    List<String> last(int count) {
        return view(Math.max(0, size - count)).lines();
    }

    private View view(int from) {
        long[] placesNow = Arrays.copyOfRange(places, from, size);
        return new View(parser, List.copyOf(chunks), placesNow, Arrays.copyOfRange(lengths, from, size));
    }

    /** The line with this index; a bad one is {@link ParsedLine.Bad} also when only the connection made it bad. */
    ParsedLine parsed(int line) {
        return parse(parser, chunks, places[line], lengths[line]);
    }

    private static ParsedLine parse(Parser parser, List<byte[]> chunks, long place, int length) {
        if (length < 0) {
            return new ParsedLine.Bad("bad when it arrived");
        }
        int offset = (int) place;
        return parser.parse(chunks.get((int) (place >>> 32)), offset, offset + length);
    }

    /** The lines up to a moment. */
    public static final class View {
        private final Parser parser;
        private final List<byte[]> chunks;
        private final long[] places;
        private final int[] lengths;

        private View(Parser parser, List<byte[]> chunks, long[] places, int[] lengths) {
            this.parser = parser;
            this.chunks = chunks;
            this.places = places;
            this.lengths = lengths;
        }

        /** Their text. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>(places.length);
            for (int i = 0; i < places.length; i++) {
                int length = lengths[i] < 0 ? ~lengths[i] : lengths[i];
                lines.add(new String(chunks.get((int) (places[i] >>> 32)), (int) places[i], length, UTF_8));
            }
            return lines;
        }

        /** Parses all that is not bad, one by one. */
        public void parse(Consumer<ParsedLine> each) {
            for (int i = 0; i < places.length; i++) {
                if (lengths[i] >= 0) {
                    each.accept(Journal.parse(parser, chunks, places[i], lengths[i]));
                }
            }
        }
    }
}
