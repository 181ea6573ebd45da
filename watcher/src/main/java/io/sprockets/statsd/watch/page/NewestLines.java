package io.sprockets.statsd.watch.page;

import io.sprockets.statsd.watch.intake.Desk;
import io.sprockets.statsd.watch.store.LinesView;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The newest lines at the time when it is made, the oldest first, asked for a few at a time. One thread uses it. */
final class NewestLines implements Iterator<LinesView.Line> {
    private static final int AT_A_TIME = 50; // a line has up to 4 KiB

    private final Desk desk;
    private final long end;
    private final boolean first; // who asks for the first time has missed nothing
    private long number;
    private long missed;
    private Iterator<LinesView.Line> some = List.<LinesView.Line>of().iterator();

    /** All that are kept. */
    NewestLines(Desk desk) {
        this(desk, null, Integer.MAX_VALUE);
    }

    /** Those after the ones that were asked for before, if any were, but at most this many of them. */
    NewestLines(Desk desk, @Nullable NewestLines before, int most) {
        this.desk = desk;
        this.end = desk.lines();
        this.first = before == null;
        long from = before == null ? 0 : before.number;
        this.number = Math.max(from, end - most);
        this.missed = first ? 0 : number - from;
    }

    @Override
    public boolean hasNext() {
        if (!some.hasNext() && number < end) {
            LinesView view = desk.lines(number, (int) Math.min(AT_A_TIME, end - number));
            missed += first ? 0 : view.missed();
            number = view.next();
            some = view.lines().iterator();
        }
        return some.hasNext();
    }

    @Override
    public LinesView.Line next() {
        if (!hasNext()) {
            throw new NoSuchElementException("there are no more lines");
        }
        return some.next();
    }

    /** The number of the line that comes next. */
    long number() {
        return number;
    }

    /** Lines that were asked for and are not among these, for want of room. */
    long missed() {
        return missed;
    }
}
