package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Metrics that were measured at another time than now. */
class TimedViewTest {
    private static final Instant TIME = Instant.ofEpochSecond(1_656_581_400L, 999_999_999);

    private StatsdServer server;

    @BeforeEach
    void start() {
        server = StatsdServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void countersAndGaugesSayWhen() {
        StatsdConnector statsd = started(Dialect.DOGSTATSD);
        Statsd then = statsd.tagged(Tags.of("k", "v")).at(TIME);
        then.incr("a");
        then.counter("a").decr(2);
        then.gauge("g", -1.5);
        then.gauge("g").set(3);
        statsd.incr("a");
        then.at(TIME.plusSeconds(1)).incr("a");
        statsd.close();
        assertThat(server.lines())
                .containsExactly(
                        "counters.a:1|c|#k:v|T1656581400|c:ci-1",
                        "counters.a:-2|c|#k:v|T1656581400|c:ci-1",
                        "gauges.g:-1.5|g|#k:v|T1656581400|c:ci-1",
                        "gauges.g:3|g|#k:v|T1656581400|c:ci-1",
                        "counters.a:1|c|c:ci-1",
                        "counters.a:1|c|#k:v|T1656581401|c:ci-1");
        assertThat(server.metrics().get(0).timestamp()).hasValue(1_656_581_400L);
        Ledger.assertClosed(statsd, 6);
    }

    @Test
    void everyCallIsRecordedSinceTheAgentScalesNoneOfThem() {
        StatsdConnector statsd = started(Dialect.DOGSTATSD);
        Statsd sampled = statsd.at(TIME).sampled(0.000_001);
        for (int i = 0; i < 3; i++) {
            sampled.incr("a");
        }
        statsd.close();
        assertThat(server.lines()).hasSize(3).containsOnly("counters.a:1|c|T1656581400|c:ci-1");
        Ledger.assertClosed(statsd, 3);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void whatCannotSayWhenIsDropped(Dialect dialect) throws Exception {
        StatsdConnector statsd = started(dialect);
        Statsd then = statsd.at(TIME);
        then.gaugeDelta("x", 1);
        then.gaugeDelta("x", 1.5);
        then.gauge("x").change(1);
        then.timing("x", Duration.ofSeconds(1));
        then.timing("x", 1.0);
        then.timing("x").record(1);
        then.timer("x").start().stop();
        then.time("x", () -> "body");
        then.time("x", CompletableFuture.completedFuture("body"));
        then.histogram("x", 1);
        then.histogram("x", 1.5);
        then.distribution("x", 1);
        then.set("x", "y");
        then.injectMetric("x", "1", "c");
        assertThat(statsd.stats().dropped(DropReason.UNSUPPORTED)).isEqualTo(14);
        then.incr("x");
        then.gauge("x", -1);
        statsd.close();
        boolean told = dialect == Dialect.DOGSTATSD;
        assertThat(statsd.stats().dropped(DropReason.UNSUPPORTED)).isEqualTo(told ? 14 : 16);
        assertThat(server.lines()).hasSize(told ? 2 : 0);
        Ledger.assertClosed(statsd, 16);
    }

    @Test
    void eventsAndChecksWithoutATimeHappenThen() {
        StatsdConnector statsd = started(Dialect.DOGSTATSD);
        Statsd then = statsd.at(TIME);
        then.event(Event.of("t", "x"));
        then.event(Event.of("t", "x").at(TIME.plusSeconds(7)));
        then.serviceCheck(ServiceCheck.of("n", ServiceCheck.Status.OK).host("h"));
        statsd.close();
        assertThat(server.lines())
                .containsExactly(
                        "_e{1,1}:t|x|d:1656581400|c:ci-1",
                        "_e{1,1}:t|x|d:1656581407|c:ci-1",
                        "_sc|n|0|d:1656581400|h:h|c:ci-1");
        Ledger.assertClosed(statsd, 3);
    }

    @Test
    void mergingKeepsTimesApart() {
        StatsdConnector statsd =
                builder(Dialect.DOGSTATSD).aggregation(Duration.ofHours(1)).build();
        statsd.start();
        for (int second = 0; second < 3; second++) {
            Statsd then = statsd.at(TIME.plusSeconds(second % 2));
            then.incr("a");
            then.counter("a").incr();
            then.gauge("g", second);
            then.gauge("g").set(second);
            statsd.incr("a");
        }
        statsd.close();
        assertThat(server.lines())
                .containsExactlyInAnyOrder(
                        "counters.a:4|c|T1656581400|c:ci-1",
                        "gauges.g:2|g|T1656581400|c:ci-1",
                        "counters.a:3|c|c:ci-1",
                        "counters.a:2|c|T1656581401|c:ci-1",
                        "gauges.g:1|g|T1656581401|c:ci-1");
        Ledger.assertClosed(statsd, 15);
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    void aTimeTheAgentRefusesIsRefusedAtOnce() {
        StatsdConnector statsd = started(Dialect.DOGSTATSD);
        assertThatThrownBy(() -> statsd.at(Instant.ofEpochSecond(0, 999_999_999)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1970-01-01T00:00:00.999999999Z");
        assertThatThrownBy(() -> statsd.at(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("time");
        assertThat(statsd.at(Instant.ofEpochSecond(1))).isNotNull();
        statsd.close();
    }

    private StatsdConnector.Builder builder(Dialect dialect) {
        return StatsdConnector.builder()
                .host(server.host())
                .port(server.port())
                .origin(Origin.NONE.containerId("ci-1"))
                .dialect(dialect);
    }

    private StatsdConnector started(Dialect dialect) {
        StatsdConnector statsd = builder(dialect).build();
        statsd.start();
        return statsd;
    }
}
