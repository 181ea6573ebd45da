package io.sprockets.statsd.watch.store;

import java.util.Arrays;

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

    /** The last of these seconds, or all if there are no more. */
    public Curve last(int seconds) {
        return new Curve(Arrays.copyOfRange(numbers, Math.max(0, numbers.length - seconds), numbers.length));
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
