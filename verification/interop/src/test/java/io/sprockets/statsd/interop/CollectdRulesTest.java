package io.sprockets.statsd.interop;

import static io.sprockets.statsd.interop.Daemon.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sprockets.statsd.Overflow;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.Timing;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is special about collectd: it divides a timer's value by its rate, and a sign of a gauge is a change. */
class CollectdRulesTest {
    @TempDir
    Path folder;

    private RealServer server;

    @BeforeEach
    void startServer() {
        assumeTrue(Setup.COLLECTD.isInstalled(), Setup.COLLECTD.missing());
        server = Setup.COLLECTD.create(folder, Protocol.UDP);
        server.start();
    }

    @AfterEach
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void twentyThousandTimingsOfTenMillisecondsStayWhatTheyAreWhenMerged() {
        int timings = 20_000;
        StatsdConnector statsd = server.connector(Protocol.UDP)
                .aggregation(Duration.ofHours(1))
                .stopTimeout(Duration.ofSeconds(5)) // over which it is paced
                .overflow(Overflow.block(PATIENCE))
                .build();
        statsd.start();
        Timing timing = statsd.timing("took");
        for (int i = 0; i < timings; i++) {
            timing.record(Duration.ofMillis(10));
        }
        statsd.close();
        await("all of them")
                .atMost(PATIENCE)
                .until(() -> server.totals().timings().getOrDefault("took", 0.0) >= timings);
        assertThat(server.totals().timings()).containsEntry("took", (double) timings);
        assertThat(server.totals().sums().get("took")).isBetween(199_999.9, 200_000.1);
    }

    @Test
    void sixHundredGaugesBelowZeroEndAtTheLastOne() {
        StatsdConnector statsd = server.connector(Protocol.UDP).build();
        statsd.start();
        for (int i = 1; i <= 600; i++) {
            statsd.gauge("cold", -i);
        }
        statsd.incr("end");
        statsd.close();
        await("the end").atMost(PATIENCE).until(() -> server.totals().counters().containsKey("end"));
        assertThat(server.totals().gauges()).containsEntry("cold", -600.0);
    }
}
