package io.sprockets.statsd.watch.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.watch.intake.Spool;
import io.sprockets.statsd.watch.intake.Tap;
import io.sprockets.statsd.watch.store.LineType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Writes every line to a file, on a separate thread, each after the milliseconds since the recorder was started:
 * {@code 1250 orders:1|c}. When the disk is slower than the lines, some are left out, and it says how many; when it is
 * full, recording ends.
 */
public final class Recorder implements Tap {
    static final String HEADER = "#statsd-record 1";

    private final Spool spool = new Spool();
    private final OutputStream out;
    private final PrintStream notices;
    private final Thread thread = new Thread(this::run, "watch-recorder");
    private long lines;
    private long written; // of these lines, those that are in the file

    private Recorder(OutputStream out, PrintStream notices) {
        this.out = out;
        this.notices = notices;
        thread.setDaemon(true);
    }

    /**
     * Starts a file, or a recording anew.
     *
     * @throws IOException if it cannot be written, or is something else than a recording, which would be lost
     */
    public static Recorder start(Path file, PrintStream notices) throws IOException {
        Recorder recorder = new Recorder(begun(file), notices);
        recorder.thread.start();
        return recorder;
    }

    private static OutputStream begun(Path file) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) > 0 && !isRecording(file)) {
            throw new IOException("cannot record to " + file + ": it exists, and is not a recording");
        }
        try {
            OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
            out.write((HEADER + "\n").getBytes(US_ASCII));
            out.flush();
            return out;
        } catch (IOException failed) {
            throw new IOException("cannot record to " + file + ": " + reason(failed), failed);
        }
    }

    private static boolean isRecording(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] header = (HEADER + "\n").getBytes(US_ASCII);
            return Arrays.equals(header, in.readNBytes(header.length));
        } catch (AccessDeniedException unreadable) {
            return false;
        }
    }

    private static String reason(IOException failed) {
        if (failed instanceof NoSuchFileException) {
            return "there is no such folder";
        }
        if (failed instanceof AccessDeniedException) {
            return "that is not permitted";
        }
        String told = failed instanceof FileSystemException known ? known.getReason() : null;
        return told == null ? String.valueOf(failed.getMessage()) : told;
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
                written = lines;
                if (missed > 0) {
                    notices.println(missed + " lines were not recorded: they came too fast");
                }
            }
            notices.println("recorded " + lines + " lines");
        } catch (UncheckedIOException failed) {
            notices.println(
                    "recording ended after " + written + " lines: " + reason(requireNonNull(failed.getCause())));
        } catch (IOException failed) {
            notices.println("recording ended after " + written + " lines: " + reason(failed));
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
