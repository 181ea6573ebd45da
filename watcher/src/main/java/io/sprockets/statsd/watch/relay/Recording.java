package io.sprockets.statsd.watch.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines to be played: one that a {@link Recorder} has written, in its own time, or any file of lines, all at once.
 * One thread may use it.
 */
public final class Recording {
    private static final int MOST_BYTES = 64 << 10; // that are given on at a time
    private static final int LONGEST_LINE = 128 << 10; // a longer one is cut, and wrong wherever it comes

    private final Path file;
    private final double speed;

    /** @param speed 1 as it was recorded, 2 twice as fast; 0 for as fast as can be */
    public Recording(Path file, double speed) {
        this.file = file;
        this.speed = speed;
    }

    /**
     * Looks whether there is such a file.
     *
     * @throws IOException if not, or if it cannot be read; the message is for people
     */
    public void check() throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IOException("cannot replay " + file + ": no such file, or it cannot be read");
        }
    }

    /** Who gets the lines. */
    public interface Listener {
        /** Some lines, each with its newline. */
        void lines(byte[] lines);
    }

    /**
     * Plays all of it.
     *
     * @return how many lines there were
     * @throws IOException if it cannot be read
     */
    public long play(Listener listener) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long count = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            String line = next(in);
            boolean timed = Recorder.HEADER.equals(line);
            ByteArrayOutputStream due = new ByteArrayOutputStream();
            for (line = timed ? next(in) : line; line != null; line = next(in)) {
                int space = timed ? line.indexOf(' ') : -1;
                long left = timed ? left(line, space, start) : 0;
                if (due.size() > MOST_BYTES || left > 0) {
                    flush(due, listener);
                    TimeUnit.NANOSECONDS.sleep(left);
                }
                due.writeBytes((line.substring(space + 1) + "\n").getBytes(ISO_8859_1));
                count++;
            }
            flush(due, listener);
        }
        return count;
    }

    private static void flush(ByteArrayOutputStream due, Listener listener) {
        if (due.size() > 0) {
            listener.lines(due.toByteArray());
            due.reset();
        }
    }

    /** The next line, its bytes as they are, for a line need not be UTF-8; null at the end. */
    private static @Nullable String next(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int each = in.read();
        if (each < 0) {
            return null;
        }
        while (each >= 0 && each != '\n') {
            if (line.length() < LONGEST_LINE) {
                line.append((char) each);
            }
            each = in.read();
        }
        return line.toString();
    }

    /** Nanoseconds until a line is due. */
    private long left(String line, int space, long start) throws IOException {
        if (speed == 0) {
            return 0;
        }
        try {
            double due = Long.parseLong(line.substring(0, Math.max(space, 0))) / speed * 1e6;
            return (long) due - (System.nanoTime() - start);
        } catch (NumberFormatException wrong) {
            String begin = line.substring(0, Math.min(line.length(), 80));
            throw new IOException("a line has no time: " + begin, wrong);
        }
    }
}
