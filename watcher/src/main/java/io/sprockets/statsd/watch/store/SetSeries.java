package io.sprockets.statsd.watch.store;

import java.util.HashSet;
import java.util.Set;

/** A set. It knows the first {@value #MOST} members by a hash of 64 bits, and counts no more than that. */
final class SetSeries extends Series {
    /** The most members that are distinguished. */
    static final int MOST = 256;

    private final Set<Long> members = new HashSet<>();
    private int lines;

    SetSeries(SeriesId id, long second) {
        super(id, second, new History(0));
    }

    @Override
    void add(String member) {
        lines++;
        if (members.size() < MOST) {
            members.add(hash(member));
        }
    }

    /** Numbers are members too. */
    @Override
    public void add(double value, double rate, boolean signed) {
        throw new IllegalStateException("a set has members");
    }

    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    @Override
    void put(long ended) {
        history.put(ended, RATE, lines);
        lines = 0;
    }

    @Override
    Row row(long all, double rate, long seen) {
        double nan = Double.NaN;
        return new Row(id, all, rate, nan, members.size(), nan, nan, nan, nan, nan, nan, seen);
    }
}
