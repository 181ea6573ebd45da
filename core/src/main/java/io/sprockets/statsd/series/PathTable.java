package io.sprockets.statsd.series;

import org.jspecify.annotations.Nullable;

/**
 * The series of one kind of metric in one view, by path. A path that is a constant of the program is found by its identity, one
 * made at run time by what it says; both allocate nothing. Any thread may use it; only adding takes a lock.
 *
 * <p>Places are read without any order. A series is safe to share, and once it is in a place it stays there; who sees an old state
 * does not find it, and comes to {@link #add}.
 */
public final class PathTable {
    private static final int SMALLEST = 16; // places
    private static final int PLACES_PER_PATH = 4;

    private final Hashing hashing;
    private final int most; // paths
    private volatile Places places = new Places(SMALLEST);
    private int paths;

    PathTable(Hashing hashing, int most) {
        this.hashing = hashing;
        this.most = most;
    }

    /** The series of a path; null if it is not known. */
    public @Nullable Series find(String path) {
        Places current = places;
        Series same = current.findSame(path);
        return same != null ? same : current.findEqual(path, hashing.hash(path));
    }

    /** Adds what was not found, as long as there is place. Returns the series that is found from now on. */
    public synchronized Series add(Series series) {
        Series known = places.findEqual(series.path(), hashing.hash(series.path()));
        if (known != null || paths == most) {
            return known == null ? series : known;
        }
        if ((paths + 1) * PLACES_PER_PATH > places.size()) {
            places = places.grown(hashing); // or there is no memory, and nothing has changed
        }
        paths++;
        places.add(series, hashing.hash(series.path()));
        return series;
    }

    /** Two arrays: one by the hash that a string keeps, for identity; one by a hash that nobody can foresee. */
    private static final class Places {
        private static final int GOLDEN = 0x9E3779B9; // spreads what differs in few bits

        private final @Nullable Series[] byIdentity;
        private final @Nullable Series[] byText; // open addressing

        Places(int size) {
            this.byIdentity = new Series[size];
            this.byText = new Series[size];
        }

        int size() {
            return byText.length;
        }

        /** Looks at two places. */
        @SuppressWarnings("ReferenceEquality") // equal texts are looked for elsewhere
        @Nullable
        Series findSame(String path) {
            int at = place(path.hashCode());
            Series first = byIdentity[at];
            if (first != null && first.path() == path) {
                return first;
            }
            Series second = byIdentity[at ^ 1];
            return second != null && second.path() == path ? second : null;
        }

        @Nullable
        Series findEqual(String path, int hash) {
            for (int at = place(hash); ; at = at + 1 & byText.length - 1) {
                Series one = byText[at];
                if (one == null || one.path().equals(path)) {
                    return one;
                }
            }
        }

        void add(Series series, int hash) {
            int at = place(hash);
            while (byText[at] != null) {
                at = at + 1 & byText.length - 1;
            }
            byText[at] = series;
            int same = place(series.path().hashCode());
            int free = byIdentity[same] == null ? same : same ^ 1;
            if (byIdentity[free] == null) {
                byIdentity[free] = series;
            }
        }

        Places grown(Hashing hashing) {
            Places grown = new Places(2 * size());
            for (Series series : byText) {
                if (series != null) {
                    grown.add(series, hashing.hash(series.path()));
                }
            }
            return grown;
        }

        private int place(int hash) {
            int spread = hash * GOLDEN;
            return (spread ^ spread >>> Character.SIZE) & byText.length - 1;
        }
    }
}
