package io.sprockets.statsd.watch.store;

/** One number for each of some seconds, the oldest first; NaN where there is none. Immutable. */
public final class Curve {
    /** That of a series that is gone. */
    public static final Curve NONE = new Curve(new float[0]);

    private final float[] numbers;

    /** Takes the array over. */
    Curve(float[] numbers) {
        this.numbers = numbers;
    }

    /** How many seconds. */
    public int size() {
        return numbers.length;
    }

    /** The number of a second. */
    public float at(int second) {
        return numbers[second];
    }

    /** All of them added up. */
    double sum() {
        double sum = 0;
        for (float number : numbers) {
            sum += number;
        }
        return sum;
    }
}
