package io.sprockets.statsd.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Statsd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rounds of one metric of each kind over a few names, and what a server must have after them. Each caller sets gauges
 * of its own, so that their last values are known.
 */
record Mix(int callers, int rounds) {
    static final int METRICS_PER_ROUND = 4;

    private static final int NAMES = 25;
    private static final int MEMBERS = 100;

    void record(Statsd statsd, int caller, int round) {
        int name = round % NAMES;
        statsd.incr("mix." + name, round);
        statsd.gauge("mix." + caller + "." + name, round);
        statsd.timing("mix." + name, Duration.ofMillis(round % 1000));
        statsd.set("mix." + name, "caller-" + caller + "-" + round % MEMBERS);
    }

    long metrics() {
        return (long) callers * rounds * METRICS_PER_ROUND;
    }

    void assertWhole(Journal journal) {
        Map<String, Double> counters = new HashMap<>();
        Map<String, Double> gauges = new HashMap<>();
        Map<String, List<Double>> timers = new HashMap<>();
        Map<String, Set<String>> sets = new HashMap<>();
        for (int caller = 0; caller < callers; caller++) {
            for (int round = 0; round < rounds; round++) {
                int name = round % NAMES;
                counters.merge("counters.mix." + name, (double) round, Double::sum);
                gauges.put("gauges.mix." + caller + "." + name, (double) round);
                timers.computeIfAbsent("timers.mix." + name, n -> new ArrayList<>())
                        .add(round % 1000.0);
                sets.computeIfAbsent("sets.mix." + name, n -> new HashSet<>())
                        .add("caller-" + caller + "-" + round % MEMBERS);
            }
        }
        assertThat(journal.counters()).containsAllEntriesOf(counters);
        assertThat(journal.gauges()).containsAllEntriesOf(gauges);
        assertThat(sorted(journal.timers())).isEqualTo(sorted(timers));
        assertThat(journal.sets()).isEqualTo(sets);
        assertThat(journal.received()).isEqualTo(metrics());
        assertThat(journal.badLines()).isZero();
    }

    private static Map<String, List<Double>> sorted(Map<String, List<Double>> timers) {
        Map<String, List<Double>> sorted = new HashMap<>();
        timers.forEach(
                (name, values) -> sorted.put(name, values.stream().sorted().toList()));
        return sorted;
    }
}
