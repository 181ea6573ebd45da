package io.sprockets.statsd.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the server has flushed so far, as {@code journal.js} wrote it down, over all its restarts. Names are as the
 * server keeps them.
 *
 * @param counters the sum over all flushes, the server's own counters included
 * @param gauges the last value
 * @param timers all values, within a flush in ascending order
 * @param timings how many values each timer has had, those that a rate stands for included
 * @param sets all members
 * @param lines raw and in order, if the server was told to keep them
 */
public record Journal(
        Map<String, Double> counters,
        Map<String, Double> gauges,
        Map<String, List<Double>> timers,
        Map<String, Double> timings,
        Map<String, Set<String>> sets,
        List<String> lines) {

    static Journal read(Path file) {
        Journal journal = new Journal(
                new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new ArrayList<>());
        List<String[]> flush = new ArrayList<>();
        for (String record : text(file).split("\n", -1)) {
            if (record.equals("flush")) {
                flush.forEach(journal::take);
                flush.clear(); // the records after the last one are perhaps not whole yet
            } else {
                flush.add(record.split("\t", -1));
            }
        }
        return journal;
    }

    public long counter(String name) {
        return counters.getOrDefault(name, 0.0).longValue();
    }

    /** The sum of the counters whose names begin so. */
    public long countersUnder(String prefix) {
        return counters.entrySet().stream()
                .filter(counter -> counter.getKey().startsWith(prefix))
                .mapToLong(counter -> counter.getValue().longValue())
                .sum();
    }

    /** Lines received, good or bad. */
    public long received() {
        return counter("statsd.metrics_received");
    }

    public long badLines() {
        return counter("statsd.bad_lines_seen");
    }

    private void take(String[] record) {
        String name = record[1];
        String[] values = Arrays.copyOfRange(record, 2, record.length);
        switch (record[0]) {
            case "line" -> lines.add(name);
            case "counter" -> counters.merge(name, Double.valueOf(values[0]), Double::sum);
            case "gauge" -> gauges.put(name, Double.valueOf(values[0]));
            case "timer" ->
                timers.computeIfAbsent(name, n -> new ArrayList<>())
                        .addAll(Arrays.stream(values).map(Double::valueOf).toList());
            case "count" -> timings.merge(name, Double.valueOf(values[0]), Double::sum);
            case "set" -> sets.computeIfAbsent(name, n -> new HashSet<>()).addAll(List.of(values));
            default -> throw new IllegalStateException("no such record: " + String.join(" ", record));
        }
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? new String(Files.readAllBytes(file), UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
