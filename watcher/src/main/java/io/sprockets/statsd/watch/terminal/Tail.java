package io.sprockets.statsd.watch.terminal;

import io.sprockets.statsd.watch.intake.Spool;
import io.sprockets.statsd.watch.intake.Tap;
import io.sprockets.statsd.watch.store.LineType;
import java.io.PrintStream;
import java.util.Arrays;

/**
 * Prints lines as they arrive, on a separate thread. When the terminal or pipe is slower than the lines, some are left
 * out, and it says how many.
 */
public final class Tail implements Tap {
    private final Glob glob;
    private final Spool spool = new Spool();
    private final LinePrinter printer;
    private final PrintStream out;
    private final PrintStream notices;
    private final Thread thread = new Thread(this::run, "watch-tail");

    /** One that prints the lines whose names match. */
    public Tail(Glob glob, LinePrinter printer, PrintStream out, PrintStream notices) {
        this.glob = glob;
        this.printer = printer;
        this.out = out;
        this.notices = notices;
        thread.setDaemon(true);
    }

    /** Makes text of a line, without the end of the line. */
    public interface LinePrinter {
        /** May be several lines. */
        String text(LineType type, byte[] line);
    }

    /** Begins to print. */
    public Tail start() {
        thread.start();
        return this;
    }

    @Override
    public void line(LineType type, byte[] bytes, int from, int to) {
        if (glob.matchesName(bytes, from, to)) {
            spool.line(type, bytes, from, to);
        }
    }

    @Override
    public void pause() {
        spool.pause();
    }

    private void run() {
        StringBuilder text = new StringBuilder();
        try {
            while (!out.checkError()) {
                long missed = spool.take((type, millis, bytes, from, to) -> {
                    String line = printer.text(type, Arrays.copyOfRange(bytes, from, to));
                    text.append(line).append('\n');
                    if (text.length() > 1 << 16) {
                        out.print(text);
                        text.setLength(0);
                    }
                });
                out.print(text);
                out.flush();
                text.setLength(0);
                if (missed < 0) {
                    return;
                }
                if (missed > 0) {
                    notices.println(Figures.whole(missed) + " lines were not printed: they came too fast");
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the reader of the output is gone. */
    public boolean isOver() {
        return !thread.isAlive();
    }

    /** Prints what has come, and ends. */
    @Override
    public void close() {
        spool.close();
        try {
            thread.join(2_000);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
