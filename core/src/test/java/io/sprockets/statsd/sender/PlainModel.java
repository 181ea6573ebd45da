package io.sprockets.statsd.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What metrics come to, kept in plain maps and exact numbers: of those that were recorded, or of those that arrived.
 */
final class PlainModel {
    private static final double ROUNDED = 1e-9; // rates have twelve digits

    private final Map<String, BigDecimal> counters = new HashMap<>();
    private final Map<String, BigDecimal> gauges = new HashMap<>();
    private final Map<String, Set<String>> members = new HashMap<>();
    private final Map<String, Double> counts = new HashMap<>(); // of timers
    private final Map<String, Set<BigDecimal>> values = new HashMap<>(); // of timers

    void count(String series, BigDecimal amount) {
        counters.merge(
                series,
                amount.stripTrailingZeros(),
                (one, other) -> one.add(other).stripTrailingZeros());
    }

    void setGauge(String series, BigDecimal value) {
        gauges.put(series, value.stripTrailingZeros());
    }

    void changeGauge(String series, BigDecimal change) {
        gauges.merge(
                series,
                change.stripTrailingZeros(),
                (one, other) -> one.add(other).stripTrailingZeros());
    }

    void addMember(String series, String member) {
        members.computeIfAbsent(series, key -> new HashSet<>()).add(member);
    }

    void time(String series, BigDecimal value, double metrics) {
        counts.merge(series, metrics, Double::sum);
        values.computeIfAbsent(series, key -> new HashSet<>()).add(value.stripTrailingZeros());
    }

    /** Reads a line of the agent's dialect, with its tags and one or several values. */
    void readAgents(String line) {
        int bar = line.indexOf('|');
        String[] values = line.substring(0, bar).split(":", -1);
        for (int i = 1; i < values.length; i++) {
            read(values[0], values[i], line.substring(bar + 1), false);
        }
    }

    /** Reads a line of a dialect that has its tags in the name, with one or several metrics. */
    void read(String line) {
        String[] metrics = line.split(":", -1);
        for (int i = 1; i < metrics.length; i++) {
            int bar = metrics[i].indexOf('|');
            read(metrics[0], metrics[i].substring(0, bar), metrics[i].substring(bar + 1), true);
        }
    }

    private void read(String name, String value, String fields, boolean signIsChange) {
        String type = fields.split("\\|", 2)[0];
        String rate = "1";
        String tags = "";
        for (String field : fields.substring(type.length()).split("\\|", -1)) {
            rate = field.startsWith("@") ? field.substring(1) : rate;
            tags = field.startsWith("#") ? field : tags;
        }
        String series = name + tags;
        switch (type) {
            case "c" -> count(series + "@" + rate, new BigDecimal(value));
            case "g" -> readGauge(series, value, signIsChange);
            case "s" -> addMember(series, value);
            case "ms" -> time(series, new BigDecimal(value), 1 / Double.parseDouble(rate));
            default -> throw new AssertionError(fields);
        }
    }

    private void readGauge(String series, String value, boolean signIsChange) {
        if (signIsChange && (value.startsWith("+") || value.startsWith("-"))) {
            changeGauge(series, new BigDecimal(value));
        } else {
            setGauge(series, new BigDecimal(value));
        }
    }

    void assertEqualTo(PlainModel recorded, String name) {
        assertThat(counters).as(name).isEqualTo(recorded.counters);
        assertThat(gauges).as(name).isEqualTo(recorded.gauges);
        assertThat(members).as(name).isEqualTo(recorded.members);
        assertThat(counts.keySet()).as(name).isEqualTo(recorded.counts.keySet());
        counts.forEach((series, count) -> assertThat(count)
                .as("%s: %s", name, series)
                .isCloseTo(recorded.counts.get(series), within(ROUNDED * count)));
        values.forEach((series, some) -> assertThat(recorded.values.get(series))
                .as("%s: %s", name, series)
                .containsAll(some));
    }
}
