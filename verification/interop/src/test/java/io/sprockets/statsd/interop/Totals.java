package io.sprockets.statsd.interop;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was recorded, or what a server shows of it, by name. What a server does not show is absent.
 *
 * @param counters the sum
 * @param gauges the last value
 * @param timings how many
 * @param sums of timings, in milliseconds
 * @param members of sets, how many
 */
record Totals(
        Map<String, Double> counters,
        Map<String, Double> gauges,
        Map<String, Double> timings,
        Map<String, Double> sums,
        Map<String, Double> members) {

    static Totals empty() {
        return new Totals(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    /** The same by kind. */
    Map<Kind, Map<String, Double>> byKind() {
        Map<Kind, Map<String, Double>> all = new HashMap<>();
        all.put(Kind.COUNTERS, counters);
        all.put(Kind.GAUGES, gauges);
        all.put(Kind.TIMINGS, timings);
        all.put(Kind.SUMS, sums);
        all.put(Kind.MEMBERS, members);
        return all;
    }

    /** What can be compared. */
    enum Kind {
        COUNTERS,
        GAUGES,
        TIMINGS,
        SUMS,
        MEMBERS
    }
}
