package io.sprockets.statsd.interop;

import io.sprockets.statsd.Statsd;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Rounds of every kind of metric over ten names each, and the truth about them. One thread uses it. */
final class Rounds {
    /** Metrics in a round. */
    static final int METRICS = 10;

    private static final int NAMES = 10;

    private final Totals truth = Totals.empty();
    private final Map<String, Set<String>> members = new HashMap<>();
    private final String prefix;
    private long recorded;

    /** With names that begin so. */
    Rounds(String prefix) {
        this.prefix = prefix;
    }

    /** Records this many rounds. */
    Rounds record(Statsd statsd, int rounds) {
        for (int round = 0; round < rounds; round++) {
            record(statsd, prefix, round);
        }
        recorded += (long) METRICS * rounds;
        return this;
    }

    private void record(Statsd statsd, String name, int round) {
        String end = name + round % NAMES;
        statsd.incr("up." + end, round + 1);
        truth.counters().merge("up." + end, round + 1.0, Double::sum);
        statsd.decr("down." + end);
        truth.counters().merge("down." + end, -1.0, Double::sum);
        statsd.presampled(0.5).incr("half." + end);
        truth.counters().merge("half." + end, 2.0, Double::sum);
        statsd.gauge("level." + end, round + 0.5);
        truth.gauges().put("level." + end, round + 0.5);
        statsd.gauge("cold." + end, -1.0 - round);
        truth.gauges().put("cold." + end, -1.0 - round);
        statsd.gaugeDelta("moved." + end, 3 - round % 2);
        truth.gauges().merge("moved." + end, 3.0 - round % 2, Double::sum);
        int millis = 10 + round % 50;
        statsd.timing("took." + end, Duration.ofMillis(millis));
        time("took." + end, millis);
        statsd.histogram("size." + end, millis);
        time("size." + end, millis);
        statsd.distribution("spread." + end, millis);
        time("spread." + end, millis);
        String member = "m" + round % 30;
        statsd.set("users." + end, member);
        members.computeIfAbsent("users." + end, set -> new HashSet<>()).add(member);
        truth.members().put("users." + end, (double) members.get("users." + end).size());
    }

    private void time(String name, double millis) {
        truth.timings().merge(name, 1.0, Double::sum);
        truth.sums().merge(name, millis, Double::sum);
    }

    Totals truth() {
        return truth;
    }

    long recorded() {
        return recorded;
    }
}
