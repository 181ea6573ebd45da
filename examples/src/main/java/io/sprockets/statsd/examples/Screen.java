package io.sprockets.statsd.examples;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;

/**
 * Where the demo prints. On a terminal a block replaces the one before it, elsewhere it follows. Nothing is wider than
 * the screen, and no block is higher.
 */
final class Screen {
    private final PrintStream out;
    private final boolean terminal;
    private final int columns;
    private final int rows;
    private volatile int above; // rows of the block that the next one replaces

    Screen(PrintStream out, boolean terminal, int columns, int rows) {
        this.out = out;
        this.terminal = terminal;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * The screen by the system properties {@code demo.columns} and {@code demo.rows}; without them no terminal.
     */
    static Screen system() {
        int columns = Integer.getInteger("demo.columns", 0);
        int rows = Integer.getInteger("demo.rows", 0);
        return new Screen(System.out, columns > 0 && rows > 0, columns > 0 ? columns : 100, rows > 0 ? rows : 100);
    }

    boolean isTerminal() {
        return terminal;
    }

    void print(String line) {
        above = 0;
        out.println(fit(line));
    }

    /** Prints a line that matters. */
    void headline(String line) {
        above = 0;
        out.println(bold(fit(line)));
    }

    /** Prints a block, which ends with an empty line; its first line is the headline. */
    void block(List<String> lines) {
        List<String> shown = lines.subList(0, Math.min(lines.size(), Math.max(rows - 2, 1)));
        StringBuilder text = new StringBuilder();
        if (terminal && above > 0) {
            text.append("\033[").append(above).append("A\033[J"); // up, and clear to the end
        }
        for (int i = 0; i < shown.size(); i++) {
            String line = fit(shown.get(i));
            text.append(i == 0 ? bold(line) : line).append(System.lineSeparator());
        }
        text.append(System.lineSeparator());
        out.print(text);
        out.flush();
        above = shown.size() + 1;
    }

    /** A stream to the same screen. What is written there stays: the next block comes below it. */
    PrintStream beside(PrintStream other) {
        OutputStream watched = new FilterOutputStream(other) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                above = 0;
                out.write(bytes, from, length);
            }
        };
        return new PrintStream(watched, true, Charset.defaultCharset());
    }

    private String fit(String line) {
        return line.length() < columns ? line : line.substring(0, columns - 1);
    }

    private String bold(String line) {
        return terminal ? "\033[1m" + line + "\033[0m" : line;
    }
}
