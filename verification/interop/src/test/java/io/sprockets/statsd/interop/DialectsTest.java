package io.sprockets.statsd.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.Tags;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reference server takes three dialects without a bad line, tags, rates and negative gauges included. */
class DialectsTest {
    private static final int SAMPLED = 2_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"STATSD", "DOGSTATSD", "GRAPHITE"})
    void everyKindArrivesWithItsTags(Dialect dialect) {
        try (StatsdProcess server = StatsdProcess.started(folder)) {
            StatsdConnector statsd = server.connector(Protocol.TCP)
                    .dialect(dialect)
                    .constantTags(Tags.of("env", "dev"))
                    .build();
            statsd.start();
            Statsd tagged = statsd.tagged(Tags.of("region", "eu"));
            tagged.incr("hits", 3);
            tagged.gauge("level", 5);
            tagged.timing("time", 0.25);
            tagged.set("members", "alice");
            statsd.close();
            Journal journal = server.awaitJournal(
                    "all kinds", flushed -> flushed.sets().containsKey("sets.members;env=dev;region=eu"));

            assertThat(journal.counter("counters.hits;env=dev;region=eu")).isEqualTo(3);
            assertThat(journal.gauges()).containsEntry("gauges.level;env=dev;region=eu", 5.0);
            assertThat(journal.timers().get("timers.time;env=dev;region=eu")).containsExactly(250.0);
            assertThat(journal.badLines()).isZero();
            Ledger.assertBalanced(statsd, 4);
        }
    }

    @Test
    void gaugesBelowZeroComeOutRight() {
        try (StatsdProcess server = StatsdProcess.started(folder)) {
            StatsdConnector statsd = server.connector(Protocol.TCP).build();
            statsd.start();
            statsd.gauge("level", 5);
            statsd.gauge("level", -7);
            statsd.gauge("level", -2.5);
            statsd.gaugeDelta("level", -1);
            statsd.incr("done");
            statsd.close();
            Journal journal = server.awaitJournal("the last one", flushed -> flushed.counter("counters.done") == 1);

            assertThat(journal.gauges()).containsEntry("gauges.level", -3.5);
            assertThat(journal.badLines()).isZero();
            Ledger.assertBalanced(statsd, 5);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STATSD", "DOGSTATSD", "GRAPHITE"})
    void ratesAreScaledAndNeverHarmTheServer(Dialect dialect) {
        try (StatsdProcess server = StatsdProcess.started(folder)) {
            StatsdConnector statsd =
                    server.connector(Protocol.TCP).dialect(dialect).build();
            statsd.start();
            for (double rate : new double[] {0.5, 0.1, 0.00024, 1e-7, 0.999}) {
                Statsd sampled = statsd.sampled(rate);
                for (int i = 0; i < SAMPLED; i++) {
                    sampled.incr("rate" + rate);
                    sampled.timing("time", 0.001);
                }
            }
            statsd.incr("done");
            statsd.close();
            Journal journal = server.awaitJournal("the last one", flushed -> flushed.counter("counters.done") == 1);

            assertThat(journal.counter("counters.rate0.5")).isBetween(SAMPLED * 8L / 10, SAMPLED * 12L / 10);
            assertThat(journal.badLines()).isZero();
            assertThat(statsd.stats().dropped()).isZero();
        }
    }
}
