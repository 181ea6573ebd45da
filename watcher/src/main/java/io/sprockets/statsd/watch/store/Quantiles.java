package io.sprockets.statsd.watch.store;

import java.util.Arrays;

/**
 * How many values were how large, to within 0.8 percent, in at most {@value #MOST} buckets. A bucket is the sign, the
 * exponent and the first bits of a double, so any finite number has one, whatever its unit. When there are more buckets
 * than that, neighbours are merged and the error doubles; memory never exceeds 3 KiB. One thread at a time may use it.
 */
final class Quantiles {
    static final int MOST = 256; // buckets
    private static final int FINEST = 46; // bits of a double that are left out; 6 of its fraction remain
    private static final int FIRST_ROOM = 8; // buckets

    private int[] buckets = new int[FIRST_ROOM]; // ascending, as are the numbers in them
    private long[] counts = new long[FIRST_ROOM];
    private int size;
    private int shift = FINEST;
    private long total;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /** Adds a finite value with a weight. */
    void add(double value, long count) {
        min = Math.min(min, value);
        max = Math.max(max, value);
        put(value, count);
    }

    private void put(double value, long count) {
        int bucket = bucket(value);
        int at = Arrays.binarySearch(buckets, 0, size, bucket);
        if (at >= 0) {
            counts[at] += count;
            total += count;
        } else if (size == MOST) {
            coarsen();
            put(value, count);
        } else {
            insert(~at, bucket, count);
            total += count;
        }
    }

    /** Adds all that another one has. */
    void addAll(Quantiles other) {
        while (shift < other.shift) {
            coarsen();
        }
        for (int i = 0; i < other.size; i++) {
            put(other.middle(i), other.counts[i]);
        }
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    void clear() {
        size = 0;
        total = 0;
        min = Double.POSITIVE_INFINITY;
        max = Double.NEGATIVE_INFINITY;
        shift = FINEST;
        if (buckets.length > 2 * FIRST_ROOM) {
            buckets = new int[FIRST_ROOM];
            counts = new long[FIRST_ROOM];
        }
    }

    long total() {
        return total;
    }

    /** The value that a share of all are not above, such as 0.5 for the median; NaN if there are none. */
    double at(double share) {
        long wanted = (long) Math.ceil(share * total);
        long seen = 0;
        for (int i = 0; i < size; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return Math.max(min, Math.min(max, middle(i)));
            }
        }
        return Double.NaN;
    }

    private void insert(int at, int bucket, long count) {
        if (size == buckets.length) {
            int room = Math.min(MOST, size * 2);
            buckets = Arrays.copyOf(buckets, room);
            counts = Arrays.copyOf(counts, room);
        }
        System.arraycopy(buckets, at, buckets, at + 1, size - at);
        System.arraycopy(counts, at, counts, at + 1, size - at);
        buckets[at] = bucket;
        counts[at] = count;
        size++;
    }

    /** Halves the number of buckets, as far as neighbours are there. */
    private void coarsen() {
        shift++;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            int wider = buckets[i] >> 1;
            if (kept > 0 && buckets[kept - 1] == wider) {
                counts[kept - 1] += counts[i];
            } else {
                buckets[kept] = wider;
                counts[kept++] = counts[i];
            }
        }
        size = kept;
    }

    /** Ascends with the value: the bits of a negative double do so when all but the sign are turned round. */
    private int bucket(double value) {
        long bits = Double.doubleToLongBits(value + 0.0); // no negative zero
        return (int) ((bits < 0 ? bits ^ Long.MAX_VALUE : bits) >> shift);
    }

    private double middle(int i) {
        long low = (long) buckets[i] << shift;
        if (low == 0) {
            return 0; // also stands for numbers too small to show
        }
        long bits = low + (1L << (shift - 1));
        return Double.longBitsToDouble(bits < 0 ? bits ^ Long.MAX_VALUE : bits);
    }
}
