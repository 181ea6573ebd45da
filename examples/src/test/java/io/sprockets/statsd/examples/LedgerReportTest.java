package io.sprockets.statsd.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.ConnectorStats;
import io.sprockets.statsd.DropReason;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class LedgerReportTest {
    @Test
    void ledger_agreesWhenDropsAreAccountedFor() {
        LedgerReport ledger = new LedgerReport(10, stats(7, 3), OptionalLong.of(7), 0);

        assertThat(ledger.agrees()).isTrue();
        assertThat(ledger.verdict()).isEqualTo("ledger agrees: recorded = sent + dropped, sent = received");
        assertThat(ledger.lines()).contains("  dropped             3   CLOSED 3");
    }

    @Test
    void ledger_namesEveryDifference() {
        LedgerReport ledger = new LedgerReport(11, stats(10, 0), OptionalLong.of(9), 1);

        assertThat(ledger.agrees()).isFalse();
        assertThat(ledger.differences())
                .containsExactly(
                        "the service recorded 11, but sent, pending, folded and dropped are 10 together",
                        "the connector sent 10, but the server received 9",
                        "the server could not read 1 lines");
    }

    @Test
    void ledger_saysWhenNothingWasSent() {
        LedgerReport ledger = new LedgerReport(5, stats(0, 5), OptionalLong.empty(), 0);

        assertThat(ledger.isEmpty()).isTrue();
        assertThat(ledger.verdict()).isEqualTo("ledger agrees, but nothing was sent");
    }

    private static ConnectorStats stats(long sent, long dropped) {
        return new ConnectorStats(sent, 0, 0, Map.of(DropReason.CLOSED, dropped), 0, 0, true, 0, 0);
    }
}
