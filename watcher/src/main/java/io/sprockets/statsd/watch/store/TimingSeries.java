package io.sprockets.statsd.watch.store;

import org.jspecify.annotations.Nullable;

/** A timer, histogram or distribution. */
final class TimingSeries extends Series {
    /** The channels of the percentiles of each second. */
    static final int P50 = 1;

    static final int P95 = 2;
    static final int P99 = 3;

    private static final int MINUTE = 60;
    private static final double MOST_FOR_ONE = 1e6; // observations that one line may stand for, in percentiles

    private final Quantiles second = new Quantiles();
    private Quantiles minute = new Quantiles();
    private @Nullable Quantiles before; // the minute before, in which there were values
    private long minuteNumber;
    private double sum;
    private double count;
    private double last = Double.NaN;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double[] percentiles = {Double.NaN, Double.NaN, Double.NaN};

    TimingSeries(SeriesId id, long second) {
        super(id, second, new History(0, Float.NaN, Float.NaN, Float.NaN));
        this.minuteNumber = second / MINUTE;
    }

    @Override
    public void add(double value, double rate, boolean signed) {
        double weight = 1 / rate;
        second.add(value, (long) Math.max(1, Math.min(Math.rint(weight), MOST_FOR_ONE)));
        sum += value * weight;
        count += weight;
        last = value;
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    @Override
    void put(long ended) {
        history.put(ended, RATE, (double) second.total());
        history.put(ended, P50, second.at(0.5));
        history.put(ended, P95, second.at(0.95));
        history.put(ended, P99, second.at(0.99));
        if (ended / MINUTE != minuteNumber) {
            minuteNumber = ended / MINUTE;
            before = minute;
            minute = new Quantiles();
        }
        minute.addAll(second);
        second.clear();
        percentiles = recent();
    }

    private double[] recent() {
        Quantiles both = minute;
        if (before != null) {
            both = new Quantiles();
            both.addAll(before);
            both.addAll(minute);
        }
        return new double[] {both.at(0.5), both.at(0.95), both.at(0.99)};
    }

    @Override
    Row row(long lines, double rate, long seen) {
        return new Row(
                id, lines, rate, last, sum, count, min, max, percentiles[0], percentiles[1], percentiles[2], seen);
    }
}
