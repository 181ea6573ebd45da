package io.sprockets.statsd.series;

import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The series of one kind of metric in one view, by path. Finding one allocates nothing and, if the path is a constant
 * of the program or was used before, looks at no character. Any thread may use it; only adding takes a lock.
 *
 * <p>Places are read without any order. A series is safe to share, and once a path is in a place it stays there; who
 * sees an old state does not find it, and comes to {@link #add}.
 */
public final class PathTable {
    private static final int SMALLEST = 16; // places
    private static final int PLACES_PER_PATH = 2;

    private final int most; // paths
    private final IntSupplier tableReleases; // how many numbers the series have given up so far
    private volatile Places places;
    private int paths;
    private int releases; // when the places were made

    PathTable(Hashing hashing, int most, IntSupplier tableReleases) {
        this.most = most;
        this.tableReleases = tableReleases;
        this.places = new Places(SMALLEST, new Crowd(hashing));
    }

    /** The series of a path; null if it is not known, or has given up its number. */
    public @Nullable Series find(String path) {
        Series found = places.find(path);
        return found == null || found.isGivenUp() ? null : found;
    }

    /** Adds what was not found, as long as there is place. Returns the series that is found from now on. */
    public synchronized Series add(String path, Series series) {
        Series known = places.find(path);
        if (known != null && !known.isGivenUp()) {
            return known;
        }
        if (known != null) {
            places.replace(path, series);
        } else if (paths < most || leaveOutGivenUp()) {
            insert(path, series);
        }
        return series;
    }

    private void insert(String path, Series series) {
        if ((paths + 1) * PLACES_PER_PATH > places.size()) {
            places = places.copied(2 * places.size()); // or there is no memory, and nothing has changed
        }
        paths++;
        places.add(path, series);
    }

    /** Makes room where the table has taken back numbers. Returns whether there is some. */
    private boolean leaveOutGivenUp() {
        int now = tableReleases.getAsInt();
        if (now != releases) {
            Places kept = places.copied(places.size());
            releases = now;
            places = kept;
            paths = kept.paths();
        }
        return paths < most;
    }
}
