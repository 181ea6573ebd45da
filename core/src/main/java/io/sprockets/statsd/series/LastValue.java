package io.sprockets.statsd.series;

/** The value that a series had last. One thread notes; any thread may read. */
final class LastValue {
    private volatile double value = Double.NaN; // not recorded yet

    LastValue() {}

    /** It is {@code significand} times ten to the {@code exponent} now; a change is added to what it was. */
    void note(boolean change, long significand, int exponent) {
        double number = exponent == 0 ? significand : scaled(significand, exponent);
        value = change && !Double.isNaN(value) ? value + number : number;
    }

    void set(double sum) {
        value = sum;
    }

    private static double scaled(long significand, int exponent) {
        return exponent < 0 ? significand / Math.pow(10, -exponent) : significand * Math.pow(10, exponent);
    }

    double value() {
        return value;
    }
}
