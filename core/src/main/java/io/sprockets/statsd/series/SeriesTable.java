package io.sprockets.statsd.series;

import io.sprockets.statsd.queue.Header;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The series of one connector, each with a number. Names that callers make up get no more than was said, and none
 * with a long line; so their memory is bounded. What is bound to an object of the application gets one in any case,
 * up to the limit of the queue. Unused numbers are taken back. Any thread may use it; only changes take a
 * lock.
 */
public final class SeriesTable {
    /** Longer lines get no number unless they are bound. */
    private static final int LONGEST = 512; // bytes

    private final int most;
    private final int longestLine;
    private final Hashing hashing = new Hashing(new SplittableRandom());
    private final Map<Key, Series> all = new ConcurrentHashMap<>();
    private final Deque<Integer> free = new ArrayDeque<>(); // numbers that were taken back
    private volatile Series[] byNumber = new Series[Long.SIZE];
    private volatile boolean full;
    private volatile int releases; // numbers that were taken back so far
    private int now; // the sender's time, in periods
    private LastValues values = new LastValues(all, 0, probe());

    /**
     * An empty table.
     *
     * @param most series at a time, by path
     * @param longestLine bytes of a line with its value and newline
     */
    public SeriesTable(int most, int longestLine) {
        this.most = Math.min(most, Header.NUMBER_LIMIT);
        this.longestLine = longestLine;
        this.full = most == 0;
    }

    /** Keeps the last value of each series from now on; before anything is recorded. */
    public void keepValues() {
        values = new LastValues(all, most, probe());
    }

    /** Where they are noted. */
    public LastValues values() {
        return values;
    }

    /** The line of each series without its value, those with a number in order, with the value that it had last. */
    public Map<String, Double> lastValues() {
        return values.areKept() ? values.all(numbered()) : Map.of();
    }

    private synchronized List<Series> numbered() {
        return Arrays.stream(byNumber).filter(Objects::nonNull).toList();
    }

    /** A table of paths for one kind of metric in one view. */
    public PathTable paths() {
        return new PathTable(hashing, most, this::releases);
    }

    /** A key that reads one series after the other. */
    public Key probe() {
        return new Key(hashing);
    }

    /** Whether a series of a path with a line of this length may be added. */
    public boolean takes(int length) {
        return length <= LONGEST && !full;
    }

    /** The longest line, with value and newline. */
    public int longestLine() {
        return longestLine;
    }

    /**
     * The series of a path, added if there is none like it.
     *
     * @param line with the value 0 and a newline
     * @param valueAt where the value is
     * @return null if there is no place for it
     */
    public synchronized @Nullable Series add(byte[] line, int valueAt) {
        Series known = known(line);
        return known != null || !takes(line.length) ? known : added(line, valueAt);
    }

    /** The same for what is bound to an object of the application, however many there are. */
    public synchronized @Nullable Series bind(byte[] line, int valueAt) {
        Series known = known(line);
        boolean takes = most > 0 && line.length <= longestLine && all.size() < Header.NUMBER_LIMIT;
        return known != null || !takes ? known : added(line, valueAt);
    }

    private @Nullable Series known(byte[] line) {
        Series known = all.get(probe().read(line, 0, line.length));
        if (known != null && known.isGivenUp()) {
            known.stay(); // it was asked for its number, which has not been reassigned
        }
        return known;
    }

    private Series added(byte[] line, int valueAt) {
        Integer again = free.poll();
        int number = again == null ? all.size() : again;
        if (number == byNumber.length) {
            byNumber = Arrays.copyOf(byNumber, 2 * number);
        }
        Series series = new Series(number, line, valueAt, longestLine, now);
        byNumber[number] = series;
        all.put(probe().read(series.line(), 0, series.length()), series);
        full = all.size() >= most;
        return series;
    }

    /** A series that has no number, and is not in the table. */
    public Series unnumbered(Key key, int valueAt) {
        return new Series(-1, key.bytes(), valueAt, longestLine, now);
    }

    /** The series of bytes; null if it has no number. */
    public @Nullable Series find(Key key) {
        return all.get(key);
    }

    /** The series of a number that a record has brought. Only the sender may call it. */
    public Series get(int number) {
        Series[] all = byNumber;
        Series series = number < all.length ? all[number] : null;
        Series found = series != null ? series : await(number);
        found.use(now);
        return found;
    }

    /** Adds a series when the lock is free. */
    private synchronized Series await(int number) {
        return byNumber[number];
    }

    /** A series was used past its number. Only the sender may call it. */
    public void use(Series series) {
        series.use(now);
    }

    /** Another period begins. Only the sender may call it. */
    public void tick() {
        now++;
    }

    /** Whether there is no place for another path. */
    public boolean isFull() {
        return full;
    }

    /** Asks all for their numbers that were not used in this many periods. Only the sender may call it. */
    public synchronized List<Series> leaving(int periods) {
        List<Series> leaving = new ArrayList<>();
        for (Series series : all.values()) {
            if (now - series.used() >= periods) {
                series.leave();
                leaving.add(series);
            }
        }
        return leaving;
    }

    /**
     * Takes the number of one that was asked for it, when no record can bring it any more; unless it was used in the
     * meantime. Only the sender may call it.
     */
    public synchronized void release(Series series, boolean inUse) {
        if (!series.isGivenUp()) {
            return; // it is in use again
        }
        if (inUse || series.used() == now) {
            series.stay();
            return;
        }
        all.remove(probe().read(series.line(), 0, series.length()));
        byNumber[series.number()] = null;
        free.add(series.number());
        values.forget(series);
        releases++;
        full = all.size() >= most;
    }

    /**
     * Has no number asked for; one that was not taken yet stays. Only the sender may call it, before its first
     * round.
     */
    public synchronized void keepAll() {
        all.values().forEach(Series::stay);
    }

    /** Numbers taken back so far. */
    int releases() {
        return releases;
    }
}
