package io.sprockets.statsd.testing;

/** The running total of one series. Guarded by the lock of the {@link Inbox}. */
final class Series {
    enum Kind {
        COUNTER,
        GAUGE,
        TIMER
    }

    private final Kind kind;
    private double total; // counter: sum; gauge: last value; timer: observations

    Series(Kind kind) {
        this.kind = kind;
    }

    void add(double value, double rate, boolean relative) {
        switch (kind) {
            case COUNTER -> total += value / rate;
            case GAUGE -> total = relative ? total + value : value;
            case TIMER -> total += 1 / rate;
        }
    }

    double total() {
        return total;
    }

    boolean isGauge() {
        return kind == Kind.GAUGE;
    }
}
