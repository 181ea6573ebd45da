package io.sprockets.statsd.series;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Series by paths that have too many with their hash, by one that is unpredictable. Any thread may look; one at a
 * time may change it. A reader without the lock may miss new entries.
 */
final class Crowd {
    private static final int SMALLEST = 16; // places

    private final Hashing hashing;
    private final @Nullable String[] paths; // open addressing
    private final @Nullable Series[] series;
    private int count;

    Crowd(Hashing hashing) {
        this(hashing, 0);
    }

    private Crowd(Hashing hashing, int size) {
        this.hashing = hashing;
        this.paths = new String[size];
        this.series = new Series[size];
    }

    /** The series of a path; null if it is not there. */
    @Nullable
    Series find(String path) {
        if (paths.length == 0) {
            return null;
        }
        int at = place(path);
        return path.equals(paths[at]) ? series[at] : null; // another path may have come to a free place meanwhile
    }

    /** One that has a path, too, or another series for it: this, or a larger one. */
    Crowd with(String path, Series one) {
        Crowd enough = 2 * (count + 1) > paths.length ? grown() : this;
        enough.put(path, one);
        return enough;
    }

    /** An empty one. */
    Crowd empty() {
        return new Crowd(hashing);
    }

    void each(BiConsumer<String, Series> action) {
        for (int at = 0; at < paths.length; at++) {
            String path = paths[at];
            Series one = series[at];
            if (path != null && one != null) {
                action.accept(path, one);
            }
        }
    }

    private Crowd grown() {
        Crowd grown = new Crowd(hashing, Math.max(SMALLEST, 2 * paths.length));
        each(grown::put);
        return grown;
    }

    private void put(String path, Series one) {
        int at = place(path);
        count += paths[at] == null ? 1 : 0;
        paths[at] = path;
        series[at] = one;
    }

    /** Where the path is, or would be. */
    private int place(String path) {
        int last = paths.length - 1;
        int at = hashing.hash(path) & last;
        String there = paths[at];
        while (there != null && !there.equals(path)) {
            at = at + 1 & last;
            there = paths[at];
        }
        return at;
    }
}
