package io.sprockets.statsd.call;

import io.sprockets.statsd.series.Series;
import org.jspecify.annotations.Nullable;

/**
 * An instrument with its path and the current series of that path, which changes when the instrument was unused for
 * long. Any thread may use it.
 */
abstract sealed class Bound permits BoundCounter, BoundGauge, BoundHistogram, BoundSet, BoundTiming {
    final TypeRecorder recorder;
    final String path;
    private @Nullable Series series; // created when needed; a race creates it twice, with equal results

    Bound(TypeRecorder recorder, String path) {
        this.recorder = recorder;
        this.path = path;
        this.series = recorder.bind(path);
    }

    /** Its series; null if it has none, at least for the moment. */
    final @Nullable Series series() {
        Series known = series;
        return known == null || !known.isGivenUp() ? known : again();
    }

    private @Nullable Series again() {
        Series made = recorder.bindAgain(path);
        if (made != null) {
            series = made;
        }
        return made;
    }
}
