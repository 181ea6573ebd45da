package io.sprockets.statsd.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.ConnectorStats;
import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpMetricsTest {
    private static final Duration MS = Duration.ofMillis(7);

    private final StatsdServer server = StatsdServer.start();
    private StatsdConnector statsd = connector(Dialect.STATSD);

    @AfterEach
    void close() {
        statsd.close();
        server.close();
    }

    @Test
    void record_namesHandlerMethodAndStatus() {
        HttpMetrics.of(statsd).record("MyHandler", "GET", 204, MS);

        assertThat(lines(1)).containsExactly("app.timers.MyHandler.GET.204:7|ms");
    }

    @ParameterizedTest
    @CsvSource({
        "io.example.Items, io_example_Items",
        "/items/:id, items__id",
        "/items/{id}, items__id_",
        "/, root",
        "//, _",
        "a:b|c@d#e;f, a_b_c_d_e_f",
        "with space, with_space",
        "Größe-1_x, Größe-1_x",
    })
    void record_makesOneSegmentOfAHandler(String handler, String segment) {
        HttpMetrics.of(statsd).record(handler, "GET", 200, MS);

        assertThat(lines(1)).containsExactly("app.timers." + segment + ".GET.200:7|ms");
    }

    @Test
    void record_keepsALineFeedOutOfTheName() {
        HttpMetrics.of(statsd).record("a\nb", "GET", 200, MS);

        assertThat(lines(1)).containsExactly("app.timers.a_b.GET.200:7|ms");
    }

    @Test
    void record_sharesANameAmongRequestsThatNoHandlerAnswered() {
        HttpMetrics metrics = HttpMetrics.builder(statsd).unmatched("no.route").build();
        HttpMetrics.of(statsd).record(null, "GET", 404, MS);
        HttpMetrics.of(statsd).record("", "GET", 404, MS);
        metrics.record(null, "GET", 404, MS);

        assertThat(lines(3))
                .containsExactly(
                        "app.timers.unmatched.GET.404:7|ms",
                        "app.timers.unmatched.GET.404:7|ms",
                        "app.timers.no_route.GET.404:7|ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"})
    void record_keepsTheMethodsOfHttp(String method) {
        HttpMetrics.of(statsd).record("h", method, 200, MS);

        assertThat(lines(1)).containsExactly("app.timers.h." + method + ".200:7|ms");
    }

    @Test
    void record_sharesANameAmongAllOtherMethods() {
        HttpMetrics metrics = HttpMetrics.of(statsd);
        for (@Nullable String method : new @Nullable String[] {"get", "BREW", "OTHER", "", "GET\nx:1|c", null}) {
            metrics.record("h", method, 200, MS);
        }

        assertThat(lines(6)).containsOnly("app.timers.h.OTHER.200:7|ms");
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "999, 999", "99, other", "1000, other", "0, other", "-1, other", "2147483647, other"})
    void record_keepsStatusesOfThreeDigits(int status, String segment) {
        HttpMetrics.of(statsd).record("h", "GET", status, MS);

        assertThat(lines(1)).containsExactly("app.timers.h.GET." + segment + ":7|ms");
    }

    @Test
    void recordAborted_takesThePlaceOfTheStatus() {
        HttpMetrics.of(statsd).recordAborted("h", "GET", MS);

        assertThat(lines(1)).containsExactly("app.timers.h.GET.aborted:7|ms");
    }

    @Test
    void record_writesTagsWhenAskedTo() {
        StatsdConnector tagging = connector(Dialect.DOGSTATSD);
        HttpMetrics metrics = HttpMetrics.builder(tagging).tags(true).build();
        metrics.record("/items/{id}", "GET", 200, MS);
        metrics.recordAborted(null, "BREW", MS);
        tagging.close();

        assertThat(lines(2))
                .containsExactly(
                        "app.timers.http.server.requests:7|ms|#handler:/items/{id},method:GET,status:200",
                        "app.timers.http.server.requests:7|ms|#handler:unmatched,method:OTHER,status:aborted");
    }

    @Test
    void record_dropsADurationBelowZeroAndCountsIt() {
        HttpMetrics.of(statsd).record("h", "GET", 200, Duration.ofMillis(-1));

        assertThat(lines(0)).isEmpty();
        assertThat(statsd.stats().dropped(DropReason.INVALID)).isEqualTo(1);
    }

    @Test
    void builder_refusesWhatCannotBe() {
        assertThatThrownBy(() -> HttpMetrics.builder(statsd).maxHandlers(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxHandlers must be more than 0, but is 0");
        assertThatThrownBy(() -> HttpMetrics.builder(statsd).unmatched("").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unmatched");
    }

    private StatsdConnector connector(Dialect dialect) {
        StatsdConnector connector = StatsdConnector.builder()
                .host(server.host())
                .port(server.port())
                .prefix("app")
                .dialect(dialect)
                .build();
        connector.start();
        return connector;
    }

    /** What arrived once the connector has stopped, which has to be all that was sent. */
    private List<String> lines(int sent) {
        statsd.close();
        server.awaitLines(sent, Duration.ofMinutes(1));
        ConnectorStats stats = statsd.stats();
        assertThat(stats.pending() + stats.folded()).isZero();
        assertThat(server.linesReceived()).isEqualTo(sent);
        return server.lines();
    }
}
