package io.sprockets.statsd.watch.store;

/** A gauge. */
final class GaugeSeries extends Series {
    /** The channel of the value. */
    static final int VALUE = 1;

    private double value;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private int lines;

    GaugeSeries(SeriesId id, long second) {
        super(id, second, new History(0, Float.NaN));
    }

    @Override
    public void add(double number, double rate, boolean signed) {
        value = signed ? value + number : number;
        min = Math.min(min, value);
        max = Math.max(max, value);
        lines++;
    }

    @Override
    void put(long ended) {
        history.put(ended, RATE, lines);
        history.put(ended, VALUE, value);
        lines = 0;
    }

    @Override
    Row row(long all, double rate, long seen) {
        double nan = Double.NaN;
        return new Row(id, all, rate, value, nan, nan, min, max, nan, nan, nan, seen);
    }

    @Override
    Curve spark(int seconds, long second) {
        return history.last(seconds, second, VALUE);
    }
}
