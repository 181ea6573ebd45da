package io.sprockets.statsd.testing.inbox;

import io.sprockets.statsd.testing.line.Shapes;

/** The running total of one series. Guarded by the lock of the {@link Inbox}. */
final class Series implements Shapes.Target {
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

    @Override
    public void add(double value, double rate, boolean signed) {
        switch (kind) {
            case COUNTER -> total += value / rate;
            case GAUGE -> total = signed ? total + value : value;
            case TIMER -> total += 1 / rate;
        }
    }

    double total() {
        return total;
    }

    @Override
    public boolean takesSigns() {
        return kind != Kind.TIMER; // the reference server refuses them there
    }
}
