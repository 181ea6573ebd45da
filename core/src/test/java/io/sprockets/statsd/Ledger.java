package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;

/** The law that holds in every scenario. */
public final class Ledger {
    private Ledger() {}

    /** Asserts that a connector accounts for this many calls, whatever became of them. */
    static void assertBalanced(StatsdConnector connector, long recorded) {
        ConnectorStats stats = connector.stats();
        long accounted = stats.sent() + stats.pending() + stats.folded() + stats.dropped();
        assertThat(accounted).as("recorded = %s", stats).isEqualTo(recorded);
        assertThat(stats.pending()).as("pending in %s", stats).isNotNegative();
    }

    /** Asserts that a stopped connector accounts for this many calls and has none left. */
    public static void assertClosed(StatsdConnector connector, long recorded) {
        assertBalanced(connector, recorded);
        assertThat(connector.stats().pending()).as("pending after stop").isZero();
    }
}
