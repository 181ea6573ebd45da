package io.sprockets.statsd.series;

import org.jspecify.annotations.Nullable;

/**
 * Series by path, in buckets by the string's cached hash. Only names chosen to collide fill a bucket; the rest of them
 * go to the crowd. Any thread may look; one at a time may change it. A reader without a lock may miss new entries.
 */
final class Places {
    private static final int BUCKET = 4; // places
    private static final int GOLDEN = 0x9E3779B9; // spreads what differs in few bits
    private static final int MARK_SHIFT = 25; // leaves seven bits
    private static final int TAKEN = 0x80;

    private final byte[] marks; // some bits of the hash; 0 where the place is free. So few stay in the cache
    private final @Nullable Object[] pairs; // of each place its path and, beside it in memory, its series
    private Crowd crowd;
    private int paths;

    /** @param size places, a power of two */
    Places(int size, Crowd crowd) {
        this.marks = new byte[size];
        this.pairs = new Object[2 * size];
        this.crowd = crowd;
    }

    int size() {
        return marks.length;
    }

    /** Paths in it. */
    int paths() {
        return paths;
    }

    /** The series of a path; null if it is not there. */
    @Nullable
    Series find(String path) {
        int hash = hash(path);
        byte mark = mark(hash);
        int first = bucket(hash);
        for (int at = first; at < first + BUCKET; at++) {
            if (marks[at] == mark && path.equals(pairs[2 * at])) {
                return (Series) pairs[2 * at + 1];
            }
        }
        return marks[first + BUCKET - 1] == 0 ? null : crowd.find(path);
    }

    /** Adds a path that is not there. */
    void add(String path, Series series) {
        paths++;
        int hash = hash(path);
        byte mark = mark(hash);
        int first = bucket(hash);
        for (int at = first; at < first + BUCKET; at++) {
            if (marks[at] == 0) {
                pairs[2 * at] = path;
                pairs[2 * at + 1] = series;
                marks[at] = mark;
                return;
            }
        }
        crowd = crowd.with(path, series);
    }

    /** Gives a path that is there another series. */
    void replace(String path, Series series) {
        int hash = hash(path);
        byte mark = mark(hash);
        int first = bucket(hash);
        for (int at = first; at < first + BUCKET; at++) {
            if (marks[at] == mark && path.equals(pairs[2 * at])) {
                pairs[2 * at + 1] = series;
                return;
            }
        }
        crowd = crowd.with(path, series);
    }

    /** The same with this many places, but without series that have given up their numbers. */
    Places copied(int size) {
        Places copy = new Places(size, crowd.empty());
        for (int at = 0; at < marks.length; at++) {
            if (pairs[2 * at] instanceof String path && pairs[2 * at + 1] instanceof Series series) {
                copy.addIfInUse(path, series);
            }
        }
        crowd.each(copy::addIfInUse);
        return copy;
    }

    private void addIfInUse(String path, Series series) {
        if (!series.isGivenUp()) {
            add(path, series);
        }
    }

    private static int hash(String path) {
        return path.hashCode() * GOLDEN;
    }

    private static byte mark(int hash) {
        return (byte) (hash >>> MARK_SHIFT | TAKEN);
    }

    /** The first place of its bucket. */
    private int bucket(int hash) {
        return (hash ^ hash >>> Character.SIZE) & marks.length - BUCKET;
    }
}
