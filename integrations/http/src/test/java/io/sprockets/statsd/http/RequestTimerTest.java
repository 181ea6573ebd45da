package io.sprockets.statsd.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestTimerTest {
    private final StatsdServer server = StatsdServer.start();
    private final StatsdConnector statsd =
            StatsdConnector.builder().host(server.host()).port(server.port()).build();
    private final HttpMetrics metrics = HttpMetrics.of(statsd);

    @AfterEach
    void close() {
        statsd.close();
        server.close();
    }

    @Test
    void end_recordsOnceHoweverOftenItIsCalled() {
        statsd.start();
        RequestTimer timer = metrics.start("GET");
        IntStream.range(0, 1000).parallel().forEach(i -> timer.end("h", 200));
        timer.abort("h");
        statsd.close();

        server.awaitLines(1, Duration.ofMinutes(1));
        assertThat(server.linesReceived()).isEqualTo(1);
        assertThat(server.timer("timers.h.GET.200")).isEqualTo(1);
        assertThat(statsd.stats().sent()).isEqualTo(1);
    }

    @Test
    void abort_recordsOnceToo() {
        statsd.start();
        RequestTimer timer = metrics.start("GET");
        timer.abort(null);
        timer.end("h", 200);
        statsd.close();

        server.awaitLines(1, Duration.ofMinutes(1));
        assertThat(server.linesReceived()).isEqualTo(1);
        assertThat(server.timer("timers.unmatched.GET.aborted")).isEqualTo(1);
        assertThat(statsd.stats().sent()).isEqualTo(1);
    }

    @Test
    void fail_takesThePlaceOfTheStatus() {
        statsd.start();
        RequestTimer timer = metrics.start("GET");
        timer.fail("h");
        timer.abort("h");
        statsd.close();

        server.awaitLines(1, Duration.ofMinutes(1));
        assertThat(server.linesReceived()).isEqualTo(1);
        assertThat(server.timer("timers.h.GET.failed")).isEqualTo(1);
        assertThat(statsd.stats().sent()).isEqualTo(1);
    }

    @Test
    void end_recordsNothingIfItIsNotToBeRecorded() {
        RequestTimer timer = metrics.start("GET");
        timer.end(HttpMetrics.NOT_RECORDED, 200);
        timer.end("h", 200);

        assertThat(metrics.inFlight()).isZero();
        assertThat(statsd.stats().recorded()).isZero();
    }

    @Test
    void record_recordsNothingIfItIsNotToBeRecorded() {
        metrics.record(HttpMetrics.NOT_RECORDED, "GET", 200, Duration.ofMillis(1));
        metrics.recordAborted(HttpMetrics.NOT_RECORDED, "GET", Duration.ofMillis(1));

        assertThat(statsd.stats().recorded()).isZero();
    }

    @Test
    void inFlight_countsWhatHasNotEnded() {
        RequestTimer first = metrics.start("GET");
        RequestTimer second = metrics.start("GET");
        assertThat(metrics.inFlight()).isEqualTo(2);

        first.end("h", 200);
        first.end("h", 200);
        second.abort("h");
        assertThat(metrics.inFlight()).isZero();
        assertThat(statsd.stats().pending()).isEqualTo(2);
    }
}
