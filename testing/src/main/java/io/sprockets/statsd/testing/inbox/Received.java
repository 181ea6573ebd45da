package io.sprockets.statsd.testing.inbox;

import io.sprockets.statsd.testing.line.Shapes;

/** What was received since the last clear. Guarded by the lock of the {@link Inbox}. */
public final class Received {
    final Shapes<Series> shapes;
    final Totals totals;
    final Journal journal;
    final BadLines badLines = new BadLines();
    final Taker taker = new Taker();
    final Suggestions suggestions;
    long lines;
    long bytes;
    long packets;

    Received(Retention retention) {
        this.totals = new Totals(retention.maxSeries());
        this.suggestions = new Suggestions(totals);
        this.shapes = new Shapes<>(retention.maxSeries());
        this.journal = new Journal(retention.retainedLines(), retention.parser());
    }

    /** What it adds up to. */
    public Totals totals() {
        return totals;
    }

    /** The retained lines. */
    public Journal journal() {
        return journal;
    }

    /** All lines, good and bad. */
    public long lines() {
        return lines;
    }

    /** All bytes. */
    public long bytes() {
        return bytes;
    }

    /** All datagrams. */
    public long packets() {
        return packets;
    }

    /** All bad lines. */
    public long badLineCount() {
        return badLines.count();
    }
}
