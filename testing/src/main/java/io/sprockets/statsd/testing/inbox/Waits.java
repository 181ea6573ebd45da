package io.sprockets.statsd.testing.inbox;

import io.sprockets.statsd.testing.ReceivedMetric;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The ways to wait for what a test expects, and what to say when it does not come. Any thread may use it. */
public final class Waits {
    private static final int SHOWN = 10; // lines

    private final Inbox inbox;

    /** Waits for what comes into this inbox. */
    public Waits(Inbox inbox) {
        this.inbox = inbox;
    }

    /** The next metric that was not yet taken. */
    public ReceivedMetric take(Duration timeout) {
        return inbox.await(() -> received().taker.next(received().journal), 0, timeout, () -> "a metric: " + arrived());
    }

    /** This many lines, or more. */
    public void lines(long count, Duration timeout) {
        await(() -> received().lines >= count, count, timeout, count + " lines");
    }

    /** The first metric of a series, of any type. */
    public void series(String series, Duration timeout) {
        BooleanSupplier come = () -> received().totals.has(series);
        inbox.await(
                () -> come.getAsBoolean() ? true : null,
                0,
                timeout,
                () -> "\"" + series + "\", which did not arrive" + nearest(series) + "\n" + arrived());
    }

    /** A counter that has come to a total. */
    public void counter(String series, double total, Duration timeout) {
        inbox.await(
                () -> Math.abs(received().totals.counter(series) - total) <= tolerance(total) ? true : null,
                0,
                timeout,
                () -> "the counter \"" + series + "\" to be " + plain(total) + ", but it " + state(series) + "\n"
                        + arrived());
    }

    private String state(String series) {
        Totals totals = received().totals;
        return totals.types(series).contains("counter")
                ? "is " + plain(totals.counter(series)) + "."
                : "did not arrive" + nearest(series);
    }

    private static String plain(double number) {
        return Double.isFinite(number)
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : Double.toString(number);
    }

    /** The rounding error of summed fractions. */
    private static double tolerance(double total) {
        return Math.abs(total) * 1e-9 + 1e-9;
    }

    /** Any condition of the test. */
    public void condition(BooleanSupplier condition, Duration timeout) {
        await(condition, 0, timeout, "a condition");
    }

    /** This many open connections. */
    public void connections(int count, Duration timeout) {
        await(() -> inbox.connections() == count, Long.MAX_VALUE, timeout, count + " open connections");
    }

    /** Prints similar series to standard error, the first time a test asks for one that has not arrived. */
    public void tellOfMissing(String type, String series) {
        String nearest = inbox.read(() -> received().suggestions.firstTime(type, series));
        if (!nearest.isEmpty()) {
            System.err.println("StatsdServer: no " + type + " \"" + series
                    + "\" has arrived. The most similar that have:" + nearest);
        }
    }

    private void await(BooleanSupplier condition, long wakeAtLines, Duration timeout, String wanted) {
        inbox.await(
                () -> condition.getAsBoolean() ? true : null, wakeAtLines, timeout, () -> wanted + ": " + arrived());
    }

    private Received received() {
        return inbox.received();
    }

    private String nearest(String series) {
        String nearest = received().suggestions.nearest(series);
        return nearest.isEmpty()
                ? "."
                : ". The most similar of the " + received().totals.size() + " series that did:" + nearest;
    }

    private String arrived() {
        Received received = received();
        StringBuilder text = new StringBuilder();
        text.append(received.lines).append(" lines arrived (").append(received.badLineCount());
        text.append(" bad), ").append(received.taker.taken()).append(" metrics taken, ");
        text.append(received.journal.size()).append(" lines retained, ");
        text.append(inbox.connections()).append(" connections open");
        list(text, "last retained lines", received.journal.last(SHOWN));
        list(text, "last bad lines", received.badLines.last(SHOWN));
        return text.toString();
    }

    private static void list(StringBuilder text, String title, List<?> lines) {
        if (!lines.isEmpty()) {
            text.append('\n').append(title).append(':');
            lines.forEach(line -> text.append("\n  ").append(line));
        }
    }
}
