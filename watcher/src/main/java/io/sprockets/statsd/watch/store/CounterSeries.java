package io.sprockets.statsd.watch.store;

/** A counter or meter. */
final class CounterSeries extends Series {
    private double second;
    private double sum;
    private double last = Double.NaN;

    CounterSeries(SeriesId id, long second) {
        super(id, second, new History(0));
    }

    @Override
    public void add(double value, double rate, boolean signed) {
        second += value / rate;
        last = value;
    }

    @Override
    void put(long ended) {
        history.put(ended, RATE, second);
        sum += second;
        second = 0;
    }

    @Override
    Row row(long lines, double rate, long seen) {
        double nan = Double.NaN;
        return new Row(id, lines, rate, last, sum, nan, nan, nan, nan, nan, nan, seen);
    }
}
