package io.sprockets.statsd.series;

import io.sprockets.statsd.queue.Header;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The series of one connector, each with a number, which it keeps. There are no more than was said, and none with a long line; so
 * its memory is bounded, whatever names callers make up. Any thread may use it; only adding takes a lock.
 */
public final class SeriesTable {
    /** Longer lines get no number. */
    private static final int LONGEST = 512; // bytes

    private final int most;
    private final int longestLine;
    private final Hashing hashing = new Hashing(new SplittableRandom());
    private final Map<Key, Series> all = new ConcurrentHashMap<>();
    private volatile Series[] byNumber = new Series[Long.SIZE];
    private volatile boolean full;
    private LastValues values = new LastValues(this, 0);

    /**
     * An empty table.
     *
     * @param most series at a time
     * @param longestLine bytes of a line with its value and newline
     */
    public SeriesTable(int most, int longestLine) {
        this.most = Math.min(most, Header.NUMBER_LIMIT);
        this.longestLine = longestLine;
        this.full = most == 0;
    }

    /** Keeps the last value of each series from now on; before anything is recorded. */
    public void keepValues() {
        values = new LastValues(this, most);
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
        return List.of(Arrays.copyOf(byNumber, all.size()));
    }

    /** A table of paths for one kind of metric in one view. */
    public PathTable paths() {
        return new PathTable(hashing, most);
    }

    /** A key that reads one series after the other. */
    public Key probe() {
        return new Key(hashing);
    }

    /** Whether a series with so long a line may be added. */
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
     * @param valueAt where the value stands
     * @return null if there is no place for it
     */
    public synchronized @Nullable Series add(String path, byte[] line, int valueAt) {
        Key key = probe().read(line, 0, line.length);
        Series known = all.get(key);
        if (known != null) {
            return known.as(path);
        }
        if (!takes(line.length)) {
            return null;
        }
        int number = all.size();
        if (number == byNumber.length) {
            byNumber = Arrays.copyOf(byNumber, 2 * number);
        }
        Series series = new Series(path, number, line, valueAt, longestLine);
        byNumber[number] = series;
        all.put(probe().read(series.line(), 0, series.length()), series);
        full = number + 1 >= most;
        return series;
    }

    /** A series that has no number, and is not in the table. */
    public Series unnumbered(Key key, int valueAt) {
        return new Series("", -1, key.bytes(), valueAt, longestLine);
    }

    /** The series of bytes; null if it has no number. */
    public @Nullable Series find(Key key) {
        return all.get(key);
    }

    /** The series of a number that a record has brought. */
    public Series get(int number) {
        Series[] all = byNumber;
        Series series = number < all.length ? all[number] : null;
        return series != null ? series : await(number);
    }

    /** Whoever adds a series has it added when the lock is free. */
    private synchronized Series await(int number) {
        return byNumber[number];
    }
}
