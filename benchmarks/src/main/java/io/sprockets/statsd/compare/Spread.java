package io.sprockets.statsd.compare;

import java.util.List;

/** One figure in several rounds, sorted. */
record Spread(List<Double> sorted) {
    boolean isKnown() {
        return !sorted.isEmpty() && !Double.isNaN(median());
    }

    double median() {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double min() {
        return sorted.get(0);
    }

    double max() {
        return sorted.get(sorted.size() - 1);
    }
}
