package io.sprockets.statsd.compare;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Named figures of one trial. It crosses between processes as one line of text. Immutable. */
record Sample(Map<String, Double> figures) {
    static final Sample NONE = new Sample(Map.of());

    static Sample of(String line) {
        Map<String, Double> figures = new TreeMap<>();
        for (String field : line.split(" ", -1)) {
            String[] parts = field.split("=", 2);
            figures.put(parts[0], Double.valueOf(parts[1]));
        }
        return new Sample(figures);
    }

    /** This one and one figure more. */
    Sample with(String name, double figure) {
        Map<String, Double> more = new TreeMap<>(figures);
        more.put(name, figure);
        return new Sample(more);
    }

    Sample with(String name, long figure) {
        return with(name, (double) figure);
    }

    Sample and(Sample other) {
        Map<String, Double> more = new TreeMap<>(figures);
        more.putAll(other.figures);
        return new Sample(more);
    }

    /** A figure; NaN if it was not taken. */
    double get(String name) {
        return figures.getOrDefault(name, Double.NaN);
    }

    @Override
    public String toString() {
        return figures.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }
}
