package io.sprockets.statsd.watch.terminal;

import io.sprockets.statsd.watch.intake.Desk;
import io.sprockets.statsd.watch.store.LineType;
import io.sprockets.statsd.watch.store.Query;
import io.sprockets.statsd.watch.store.Row;
import io.sprockets.statsd.watch.store.Snapshot;
import io.sprockets.statsd.watch.store.Totals;
import io.sprockets.statsd.watch.store.WrongLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The table of series in place, once a second, with keys to sort, scroll and pause. It gives the terminal back as it
 * was. One thread runs it.
 */
public final class TerminalView {
    private static final String BEGIN = "\033[?1049h\033[?25l"; // the other screen, no cursor
    private static final String END = "\033[?25h\033[?1049l";
    private static final String HOME = "\033[H";
    private static final String CLEAR_LINE = "\033[K";
    private static final String CLEAR_REST = "\033[J";
    private static final String KEYS = " q quit   s sort   r reverse   j k scroll   p pause ";
    private static final int OTHER_ROWS = 6; // of the screen, that are not of the table
    private static final int SECONDS = 30; // of all lines, at the top
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Desk desk;
    private final String title;
    private final Terminal terminal;
    private final PrintStream out;
    private final Style style = Style.of(true);
    private final BlockingQueue<Integer> keys = new LinkedBlockingQueue<>(64);
    private final Controls controls = new Controls();

    /** One that shows what a desk knows. */
    public TerminalView(Desk desk, String title, Terminal terminal, PrintStream out) {
        this.desk = desk;
        this.title = title;
        this.terminal = terminal;
        this.out = out;
    }

    /** Shows it until q is pressed, or it is over. */
    public void run(InputStream in, CountDownLatch over) throws InterruptedException {
        begin();
        readKeys(in);
        Snapshot latest = desk.latest();
        Snapshot shown = latest;
        Terminal.Size size = terminal.size();
        try {
            draw(shown, size);
            while (!controls.isOver() && over.getCount() > 0) {
                long before = latest.second();
                latest = desk.after(before, PAUSE);
                boolean renewed = latest.second() != before;
                boolean pressed = takeKeys(size);
                shown = controls.isPaused() ? shown : latest;
                if (renewed) {
                    size = terminal.size(); // also while it is paused
                }
                if (renewed || pressed) {
                    draw(shown, size);
                }
            }
        } finally {
            end();
        }
    }

    private void begin() {
        terminal.takeKeys();
        out.print(BEGIN);
        out.flush();
    }

    private void end() {
        out.print(END);
        out.flush();
        terminal.restore();
    }

    private void readKeys(InputStream in) {
        Thread reader = new Thread(
                () -> {
                    try {
                        for (int key = in.read(); key >= 0; key = in.read()) {
                            keys.put(key);
                        }
                    } catch (IOException | InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                },
                "watch-keys");
        reader.setDaemon(true);
        reader.start();
    }

    private boolean takeKeys(Terminal.Size size) {
        boolean any = false;
        for (Integer key = keys.poll(); key != null; key = keys.poll()) {
            controls.press(key, new Table(style, controls.sort(), size.columns()), tableRows(size));
            any = true;
        }
        return any;
    }

    private static int tableRows(Terminal.Size size) {
        return Math.max(1, size.rows() - OTHER_ROWS);
    }

    private void draw(Snapshot snapshot, Terminal.Size size) {
        StringBuilder screen = new StringBuilder(HOME);
        List<String> lines = lines(snapshot, size);
        for (int i = 0; i < lines.size(); i++) {
            screen.append(lines.get(i)).append(CLEAR_LINE).append(i + 1 < lines.size() ? "\r\n" : "");
        }
        out.print(screen.append(CLEAR_REST));
        out.flush();
    }

    /** What is on a screen of this size: never more lines than it has rows, nor wider than its columns. */
    List<String> lines(Snapshot snapshot, Terminal.Size size) {
        int columns = size.columns();
        Table table = new Table(style, controls.sort(), columns);
        Query query = new Query("", "", null, "", controls.sort(), controls.isDescending());
        List<Row> rows = query.of(snapshot.rows());
        int from = controls.firstRow(rows.size(), tableRows(size));
        List<Row> shown = rows.subList(from, Math.min(rows.size(), from + tableRows(size)));
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(Cells.left(title, columns)));
        lines.add(Cells.left(totals(snapshot), columns));
        lines.add("");
        lines.add(table.header());
        lines.addAll(shown.isEmpty() ? List.of(Cells.left("nothing received yet", columns)) : rows(table, shown));
        while (lines.size() < size.rows() - 2) {
            lines.add("");
        }
        lines.add(wrong(snapshot, columns));
        lines.add(style.dim(Cells.left(status(from, shown.size(), rows.size()), columns)));
        return lines.subList(0, Math.min(lines.size(), size.rows()));
    }

    private List<String> rows(Table table, List<Row> shown) {
        List<Integer> numbers = shown.stream().map(row -> row.id().number()).toList();
        return table.rows(shown, desk.sparks(numbers, table.sparkSeconds()));
    }

    private static String totals(Snapshot snapshot) {
        Totals totals = snapshot.totals();
        int open = snapshot.openConnections();
        return Figures.whole(totals.linesPerSecond()) + " lines/s "
                + Figures.bars(snapshot.linesPerSecond().last(SECONDS)) + "  "
                + Figures.whole(totals.lines()) + " lines, " + Figures.whole(totals.wrong()) + " wrong, "
                + open + (open == 1 ? " connection" : " connections")
                + (totals.beyond() > 0 ? ", " + Figures.whole(totals.beyond()) + " beyond the limit" : "");
    }

    private String wrong(Snapshot snapshot, int columns) {
        List<WrongLine> wrong = snapshot.wrong();
        if (wrong.isEmpty()) {
            return "";
        }
        WrongLine last = wrong.get(wrong.size() - 1);
        return style.typed(LineType.WRONG, Cells.left("wrong: " + last.reason() + " in " + last.line(), columns));
    }

    private String status(int from, int shown, int all) {
        String where = all == 0 ? "" : (from + 1) + "-" + (from + shown) + " of " + all + " series ";
        return where + (controls.isPaused() ? " PAUSED " : "") + KEYS;
    }
}
