package io.sprockets.statsd.series;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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
    private static final int BYTE = 0xFF;
    private static final int BYTE_SHIFT = 3; // log2 of its bits
    private static final int EACH = 0x01010101;
    private static final int EACH_TAKEN = EACH << (Byte.SIZE - 1);
    private static final VarHandle BUCKETS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

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
        int place = place(hash);
        return isSame(pairs[2 * place], path) ? (Series) pairs[2 * place + 1] : search(path, hash);
    }

    /** The same for another string that is equal, and for a path that is not in the place it would have alone. */
    private @Nullable Series search(String path, int hash) {
        int at = indexOf(path, hash);
        if (at >= 0) {
            return (Series) pairs[2 * at + 1];
        }
        return free(first(hash)) < 0 ? crowd.find(path) : null;
    }

    /** The place of a path; negative if it is in none. */
    private int indexOf(String path, int hash) {
        int first = first(hash);
        int bucket = (int) BUCKETS.get(marks, first);
        for (int equal = equal(bucket, mark(hash)); equal != 0; equal &= equal - 1) {
            int at = first + (Integer.numberOfTrailingZeros(equal) >>> BYTE_SHIFT);
            if (path.equals(pairs[2 * at])) {
                return at;
            }
        }
        return -1;
    }

    /** Adds a path that is not there. */
    void add(String path, Series series) {
        paths++;
        int hash = hash(path);
        byte mark = mark(hash); // now, as no call may fail between the writes
        int free = marks[place(hash)] == 0 ? place(hash) : free(first(hash));
        if (free < 0) {
            crowd = crowd.with(path, series);
        } else {
            pairs[2 * free] = path;
            pairs[2 * free + 1] = series;
            marks[free] = mark;
        }
    }

    /** A free place of a bucket; negative if there is none. */
    private int free(int first) {
        int free = ~(int) BUCKETS.get(marks, first) & EACH_TAKEN;
        return free == 0 ? -1 : first + (Integer.numberOfTrailingZeros(free) >>> BYTE_SHIFT);
    }

    /** Gives a path that is there another series. */
    void replace(String path, Series series) {
        int at = indexOf(path, hash(path));
        if (at >= 0) {
            pairs[2 * at + 1] = series;
        } else {
            crowd = crowd.with(path, series);
        }
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

    /** Where it is if it came first. */
    private int place(int hash) {
        return (hash ^ hash >>> Character.SIZE) & marks.length - 1;
    }

    /** The first place of its bucket. */
    private int first(int hash) {
        return place(hash) & -BUCKET;
    }

    /** The highest bit of each byte that equals a mark, perhaps of some more. */
    private static int equal(int bucket, byte mark) {
        int others = bucket ^ (mark & BYTE) * EACH;
        return (others - EACH) & ~others & EACH_TAKEN;
    }

    @SuppressWarnings("ReferenceEquality") // equal strings are looked for after it
    private static boolean isSame(@Nullable Object there, String path) {
        return there == path;
    }
}
