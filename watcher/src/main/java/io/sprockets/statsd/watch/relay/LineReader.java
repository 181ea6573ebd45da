package io.sprockets.statsd.watch.relay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of a stream, their bytes as they are. One thread may use it. */
public final class LineReader implements AutoCloseable {
    private static final int LONGEST = 128 << 10; // a longer one is cut, and wrong wherever it comes

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /** Reads a stream to its end. */
    public LineReader(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** The next line without its newline; null at the end. */
    public byte @Nullable [] next() throws IOException {
        line.reset();
        int each = in.read();
        if (each < 0) {
            return null;
        }
        while (each >= 0 && each != '\n') {
            if (line.size() < LONGEST) {
                line.write(each);
            }
            each = in.read();
        }
        return line.toByteArray();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
