package io.sprockets.statsd.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.StatsdConnector;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One failure and what it has cost: a row of the table. It asserts the law that {@code recorded = sent + pending +
 * folded + dropped}; what was recorded the test counts itself. The test's thread uses it.
 */
final class Scenario {
    private final String name;
    private final List<String> notes = new ArrayList<>();
    private final Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);
    private long recorded;
    private long delivered = -1; // lines or metrics, as the scenario counts; below 0 if it does not
    private long folded;
    private long duplicates;
    private long reconnects;
    private String verdict = "FAILED";

    Scenario(String name) {
        this.name = name;
    }

    /** Asserts that a connector accounts for this many calls, whatever became of them. */
    static void assertBalanced(StatsdConnector statsd, long recorded) {
        assertBalanced(Ledger.of(statsd), recorded);
    }

    private static void assertBalanced(Ledger ledger, long recorded) {
        assertThat(ledger.sum()).as("recorded, by %s", ledger).isEqualTo(recorded);
        assertThat(ledger.pending()).as("pending in %s", ledger).isNotNegative();
    }

    /** Asserts that a connector which has stopped accounts for this many calls, and keeps its numbers for the table. */
    void assertClosed(StatsdConnector statsd, long recorded) {
        assertClosed(Ledger.of(statsd), recorded);
    }

    void assertClosed(Ledger ledger, long recorded) {
        count(ledger, recorded);
        assertBalanced(ledger, recorded);
        assertThat(ledger.pending()).as("pending after stop in %s", ledger).isZero();
    }

    /** Says what arrived at the server. */
    Scenario delivered(long count) {
        delivered = Math.max(delivered, 0) + count;
        return this;
    }

    /** Says how many lines arrived once more. */
    Scenario duplicates(long count) {
        duplicates += count;
        return this;
    }

    /** Adds a number that the table has no column for. */
    void note(String text) {
        notes.add(text);
    }

    void end(boolean good) {
        verdict = good ? "held" : "FAILED";
    }

    String row() {
        String dropped = drops.entrySet().stream()
                .map(drop -> drop.getKey() + " " + drop.getValue())
                .collect(Collectors.joining(", "));
        return String.join(
                " | ",
                "| " + name,
                String.valueOf(recorded),
                delivered < 0 ? "" : String.valueOf(delivered),
                String.valueOf(folded),
                dropped.isEmpty() ? "0" : dropped,
                String.valueOf(duplicates),
                String.valueOf(reconnects),
                verdict,
                String.join("; ", notes) + " |");
    }

    private void count(Ledger ledger, long metrics) {
        recorded += metrics;
        folded += ledger.folded();
        reconnects += ledger.reconnects();
        ledger.dropped().forEach((reason, count) -> {
            if (count > 0) {
                drops.merge(reason, count, (a, b) -> Objects.requireNonNull(a) + Objects.requireNonNull(b));
            }
        });
    }
}
