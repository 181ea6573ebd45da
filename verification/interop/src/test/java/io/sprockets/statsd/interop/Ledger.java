package io.sprockets.statsd.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.ConnectorStats;
import io.sprockets.statsd.StatsdConnector;

/** The law that holds in every scenario: {@code recorded = sent + pending + folded + dropped}. */
final class Ledger {
    private Ledger() {}

    /** Asserts that a connector accounts for this many calls, whatever became of them. */
    static void assertBalanced(StatsdConnector connector, long recorded) {
        ConnectorStats stats = connector.stats();
        assertThat(stats.sent() + stats.pending() + stats.folded() + stats.dropped())
                .as("recorded, by %s", stats)
                .isEqualTo(recorded);
        assertThat(stats.pending()).as("pending in %s", stats).isNotNegative();
    }

    /** Asserts that a stopped connector has sent every one of this many calls. */
    static void assertAllSent(StatsdConnector connector, long recorded) {
        assertBalanced(connector, recorded);
        assertThat(connector.stats().sent()).as("sent in %s", connector.stats()).isEqualTo(recorded);
    }
}
