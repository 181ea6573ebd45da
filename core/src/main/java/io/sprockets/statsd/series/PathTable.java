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
        int hash = hashing.hash(series.path());
        Series known = places.findEqual(series.path(), hash);
        if (known != null || paths == most) {
            return known == null ? series : known;
        }
        if ((paths + 1) * PLACES_PER_PATH > places.size()) {
            places = places.grown(); // or there is no memory, and nothing has changed
        }
        paths++;
        places.add(series, hash);
        return series;
    }

    /**
     * Series by the hash that a string keeps, for identity, and by a hash that nobody can foresee. The hashes stand beside them, so
     * that a place with another path is passed over without a look at its series, which may be far away.
     */
    private static final class Places {
        private static final int GOLDEN = 0x9E3779B9; // spreads what differs in few bits

        private final @Nullable Series[] byIdentity;
        private final int[] kept; // hashes of byIdentity
        private final @Nullable Series[] byText; // open addressing
        private final int[] hashes; // of byText

        Places(int size) {
            this.byIdentity = new Series[size];
            this.kept = new int[size];
            this.byText = new Series[size];
            this.hashes = new int[size];
        }

        int size() {
            return byText.length;
        }

        /** Looks at two places. */
        @Nullable
        Series findSame(String path) {
            int hash = path.hashCode();
            int at = place(hash);
            Series first = sameAt(at, path, hash);
            return first != null ? first : sameAt(at ^ 1, path, hash);
        }

        @SuppressWarnings("ReferenceEquality") // equal texts are looked for elsewhere
        private @Nullable Series sameAt(int at, String path, int hash) {
            if (kept[at] != hash) {
                return null;
            }
            Series one = byIdentity[at];
            return one != null && one.path() == path ? one : null;
        }

        @Nullable
        Series findEqual(String path, int hash) {
            for (int at = place(hash); ; at = at + 1 & byText.length - 1) {
                Series one = byText[at];
                if (one == null || (hashes[at] == hash && one.path().equals(path))) {
                    return one;
                }
            }
        }

        void add(Series series, int hash) {
            int at = place(hash);
            while (byText[at] != null) {
                at = at + 1 & byText.length - 1;
            }
            hashes[at] = hash;
            byText[at] = series;
            addSame(series, series.path().hashCode());
        }

        private void addSame(Series series, int hash) {
            int same = place(hash);
            int free = byIdentity[same] == null ? same : same ^ 1;
            if (byIdentity[free] == null) {
                kept[free] = hash;
                byIdentity[free] = series;
            }
        }

        Places grown() {
            Places grown = new Places(2 * size());
            for (int at = 0; at < byText.length; at++) {
                Series series = byText[at];
                if (series != null) {
                    grown.add(series, hashes[at]);
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
