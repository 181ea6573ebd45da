package io.sprockets.statsd.watch.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sprockets.statsd.watch.intake.Spool;
import io.sprockets.statsd.watch.intake.Tap;
import io.sprockets.statsd.watch.store.LineType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Writes every line to a file, on a thread of its own, each after the milliseconds since the recorder was started:
 * {@code 1250 orders:1|c}. When the disk is slower than the lines, some are left out, and it says how many; when it is full,
 * recording ends.
 */
public final class Recorder implements Tap {
    static final String HEADER = "#statsd-record 1";

    private final Spool spool = new Spool();
    private final OutputStream out;
    private final PrintStream notices;
    private final Thread thread = new Thread(this::run, "watch-recorder");
    private long lines;

    private Recorder(OutputStream out, PrintStream notices) {
        this.out = out;
        this.notices = notices;
        thread.setDaemon(true);
    }

    /**
     * Starts a file anew.
     *
     * @throws IOException if it cannot be written
     */
    public static Recorder start(Path file, PrintStream notices) throws IOException {
        Recorder recorder = new Recorder(begun(file), notices);
        recorder.thread.start();
        return recorder;
    }

    private static OutputStream begun(Path file) throws IOException {
        try {
            OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
            out.write((HEADER + "\n").getBytes(US_ASCII));
            out.flush();
            return out;
        } catch (IOException failed) {
            throw new IOException("cannot record to " + file + ": " + reason(failed), failed);
        }
    }

    private static String reason(IOException failed) {
        return failed instanceof NoSuchFileException ? "there is no such folder" : String.valueOf(failed.getMessage());
    }

    @Override
    public void line(LineType type, byte[] bytes, int from, int to) {
        spool.line(type, bytes, from, to);
    }

    @Override
    public void pause() {
        spool.pause();
    }

    private void run() {
        try (out) {
            for (long missed = spool.take(this::write); missed >= 0; missed = spool.take(this::write)) {
                out.flush();
                if (missed > 0) {
                    notices.println(missed + " lines were not recorded: they came too fast");
                }
            }
            notices.println("recorded " + lines + " lines");
        } catch (IOException | UncheckedIOException failed) {
            notices.println("recording ended after " + lines + " lines: " + failed.getMessage());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(LineType type, int millis, byte[] bytes, int from, int to) {
        try {
            out.write((millis + " ").getBytes(US_ASCII));
            out.write(bytes, from, to - from);
            out.write('\n');
            lines++;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Writes what has come, and ends. */
    @Override
    public void close() {
        spool.close();
        try {
            thread.join(5_000);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
