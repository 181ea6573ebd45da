package io.sprockets.statsd.watch.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some numbers for each second of the last ten minutes. A minute in which nothing was put takes no memory. One thread
 * at a time may use it.
 */
final class History {
    /** Seconds that are kept. */
    static final int SECONDS = 600;

    private static final int MINUTE = 60;
    private static final int MINUTES = SECONDS / MINUTE + 1; // the oldest is forgotten as a whole

    private final int channels;
    private final float[] nothing; // of each channel, where nothing was put
    private final List<float @Nullable []> minutes = new ArrayList<>(Collections.nCopies(MINUTES, null));
    private final long[] starts = new long[MINUTES]; // the minute that is in a place

    /** @param nothing per channel, the value of empty places: 0 or NaN */
    History(float... nothing) {
        this.channels = nothing.length;
        this.nothing = nothing;
    }

    void put(long second, int channel, double value) {
        int place = place(second);
        float[] minute = minutes.get(place);
        if (minute == null || starts[place] != second / MINUTE) {
            minute = minute == null ? new float[MINUTE * channels] : minute;
            for (int i = 0; i < channels; i++) {
                Arrays.fill(minute, i * MINUTE, (i + 1) * MINUTE, nothing[i]);
            }
            minutes.set(place, minute);
            starts[place] = second / MINUTE;
        }
        minute[channel * MINUTE + (int) (second % MINUTE)] = (float) value;
    }

    /** The numbers of one channel for some seconds, the last of which is this one, the oldest first. */
    Curve last(int seconds, long second, int channel) {
        float[] numbers = new float[seconds];
        for (int i = 0; i < seconds; i++) {
            numbers[i] = at(second - seconds + 1 + i, channel);
        }
        return new Curve(numbers);
    }

    private float at(long second, int channel) {
        int place = place(Math.max(second, 0));
        float[] minute = minutes.get(place);
        return second < 0 || minute == null || starts[place] != second / MINUTE
                ? nothing[channel]
                : minute[channel * MINUTE + (int) (second % MINUTE)];
    }

    /** Gives the memory of minutes back that are over. */
    void forget(long second) {
        for (int i = 0; i < MINUTES; i++) {
            if (starts[i] <= second / MINUTE - MINUTES) {
                minutes.set(i, null);
            }
        }
    }

    private static int place(long second) {
        return (int) (second / MINUTE % MINUTES);
    }
}
