package io.sprockets.statsd.watch.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sprockets.statsd.watch.store.ByteText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * A file of lines to be played: one that a {@link Recorder} has written, in its own time, or any file of lines, all at
 * once. One thread may use it.
 */
public final class Recording {
    private static final int MOST_BYTES = 64 << 10; // that are given on at a time
    private static final int LONGEST_TIME = 15; // digits
    private static final byte[] HEADER = Recorder.HEADER.getBytes(US_ASCII);

    private final Path file;
    private final double speed;

    /** @param speed 1 as it was recorded, 2 twice as fast; 0 for as fast as possible */
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
        ByteArrayOutputStream due = new ByteArrayOutputStream();
        try (LineReader in = new LineReader(Files.newInputStream(file))) {
            byte[] line = in.next();
            boolean timed = Arrays.equals(HEADER, line);
            for (line = timed ? in.next() : line; line != null; line = in.next()) {
                int digits = timed ? timeOf(line) : 0;
                long left = timed ? left(line, digits, start) : 0;
                if (due.size() > MOST_BYTES || left > 0) {
                    flush(due, listener);
                    TimeUnit.NANOSECONDS.sleep(left);
                }
                int begin = timed ? digits + 1 : 0;
                due.write(line, begin, line.length - begin);
                due.write('\n');
                count++;
            }
        } finally {
            flush(due, listener); // also what comes before a line that is cut off
        }
        return count;
    }

    private static void flush(ByteArrayOutputStream due, Listener listener) {
        if (due.size() > 0) {
            listener.lines(due.toByteArray());
            due.reset();
        }
    }

    /** How many digits a line begins with, before a space. */
    private static int timeOf(byte[] line) throws IOException {
        int digits = 0;
        while (digits < Math.min(line.length, LONGEST_TIME) && line[digits] >= '0' && line[digits] <= '9') {
            digits++;
        }
        if (digits == 0 || digits == line.length || line[digits] != ' ') {
            throw new IOException("a line has no time: " + ByteText.of(line, 0, Math.min(line.length, 80)));
        }
        return digits;
    }

    /** Nanoseconds until a line is due whose time has this many digits. */
    private long left(byte[] line, int digits, long start) {
        double millis = Long.parseLong(new String(line, 0, digits, US_ASCII));
        double due = speed == 0 ? 0 : millis / speed * 1e6;
        return (long) due - (System.nanoTime() - start);
    }
}
