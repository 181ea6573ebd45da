package io.sprockets.statsd.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server reads the names and the numbers that were recorded, and finds no line bad. */
class NamesAndValuesTest {
    private static final List<String> NAMES = List.of(
            "plain.name-1",
            "with two  spaces",
            "GET /orders/{id}",
            "caf\u00e9",
            "\u65e5\u672c\u8a9e.total",
            "\ud83d\ude80 launched",
            "a:b|c@d",
            "percent%&quot=x");
    private static final List<Double> DOUBLES =
            List.of(0.1, 2.5, 1e-7, 123_456_789.125, 1e21, Double.MIN_NORMAL, Double.MAX_VALUE, 1.0 / 3);

    @TempDir
    Path folder;

    private StatsdProcess server;
    private StatsdConnector statsd;
    private int recorded;

    @BeforeEach
    void startServer() {
        server = StatsdProcess.started(folder);
    }

    @AfterEach
    void stopServer() {
        statsd.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UDP", "UNIX"})
    void namesArriveAsTheServerKeepsThem(Protocol protocol) {
        start(protocol);
        NAMES.forEach(name -> record(() -> statsd.incr(name)));
        Journal journal = awaitRecorded();

        for (String name : NAMES) {
            assertThat(journal.counter("app.counters." + kept(name, protocol)))
                    .as(name)
                    .isEqualTo(1);
        }
        assertThat(journal.countersUnder("app.counters.")).isEqualTo(NAMES.size());
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UDP", "UNIX"})
    void noNameForgesAMetric(Protocol protocol) {
        start(protocol);
        record(() -> statsd.incr("login.x\u00caadmin.revenue", 1_000_000)); // a newline in seven bits
        record(() -> statsd.incr("plain\u00ba1", 2)); // a colon in seven bits
        record(() -> statsd.incr("a\nb:1|c;d,e#f", 3));
        record(() -> statsd.incr("a\u00fbrole\u00bdadmin", 4)); // a semicolon and an equals sign in seven bits
        Journal journal = awaitRecorded();

        assertThat(journal.counters())
                .doesNotContainKeys("admin.revenue", "app.counters.plainB", "b", "app.counters.aC;roleB=admin");
        assertThat(journal.countersUnder("app.counters.")).isEqualTo(1_000_009);
        assertThat(journal.badLines()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UDP", "UNIX"})
    void membersOfSetsArriveUnchanged(Protocol protocol) {
        start(protocol);
        NAMES.forEach(member -> record(() -> statsd.set("members", member)));
        Journal journal = awaitRecorded();

        assertThat(journal.sets().get("app.sets.members"))
                .containsExactlyInAnyOrderElementsOf(
                        NAMES.stream().map(name -> decoded(name, protocol)).toList());
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UDP", "UNIX"})
    void countersAreSummed(Protocol protocol) {
        start(protocol);
        record(() -> statsd.incr("up", 41));
        record(() -> statsd.incr("up"));
        record(() -> statsd.incr("down", -40));
        record(() -> statsd.decr("down", 2));
        record(() -> statsd.decr("down"));
        record(() -> statsd.incr("exact", (1L << 53) - 1)); // beyond it the server has no exact numbers
        record(() -> statsd.incr("largest", Long.MAX_VALUE));
        record(() -> statsd.decr("smallest", Long.MIN_VALUE));
        Journal journal = awaitRecorded();

        assertThat(journal.counters())
                .containsEntry("app.counters.up", 42.0)
                .containsEntry("app.counters.down", -43.0)
                .containsEntry("app.counters.exact", 9_007_199_254_740_991.0)
                .containsEntry("app.counters.largest", (double) Long.MAX_VALUE)
                .containsEntry("app.counters.smallest", -(double) Long.MIN_VALUE);
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UDP", "UNIX"})
    void gaugesAreSetAndChanged(Protocol protocol) {
        start(protocol);
        record(() -> statsd.gauge("long", Long.MAX_VALUE));
        for (int i = 0; i < DOUBLES.size(); i++) {
            String name = "double." + i;
            double value = DOUBLES.get(i);
            record(() -> statsd.gauge(name, value));
        }
        record(() -> statsd.gauge("changed", 10));
        record(() -> statsd.gaugeDelta("changed", 5));
        record(() -> statsd.gaugeDelta("changed", -20));
        record(() -> statsd.gaugeDelta("changed", -0.5));
        record(() -> statsd.gaugeDelta("changed", 0.25));
        Journal journal = awaitRecorded();

        assertThat(journal.gauges())
                .containsEntry("app.gauges.long", (double) Long.MAX_VALUE)
                .containsEntry("app.gauges.changed", -5.25);
        for (int i = 0; i < DOUBLES.size(); i++) {
            assertThat(journal.gauges()).containsEntry("app.gauges.double." + i, DOUBLES.get(i));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UDP", "UNIX"})
    void timesArriveInMilliseconds(Protocol protocol) {
        start(protocol);
        record(() -> statsd.timing("duration", Duration.ofNanos(1)));
        record(() -> statsd.timing("duration", Duration.ofNanos(1_234_567)));
        record(() -> statsd.timing("duration", Duration.ofSeconds(90)));
        record(() -> statsd.timing("seconds", 0.0));
        record(() -> statsd.timing("seconds", 0.0123));
        record(() -> statsd.timing("seconds", 12.34));
        record(() -> statsd.histogram("sizes", 7));
        record(() -> statsd.distribution("sizes", 0.5));
        Journal journal = awaitRecorded();

        assertThat(journal.timers().get("app.timers.duration"))
                .containsExactlyInAnyOrder(0.000_001, 1.234_567, 90_000.0);
        assertThat(journal.timers().get("app.timers.seconds")).containsExactlyInAnyOrder(0.0, 12.3, 12_340.0);
        assertThat(journal.timers().get("app.histograms.sizes")).containsExactly(7.0);
        assertThat(journal.timers().get("app.distributions.sizes")).containsExactly(0.5);
    }

    private void start(Protocol protocol) {
        statsd = server.connector(protocol).prefix("app").build();
        statsd.start();
    }

    private void record(Runnable call) {
        call.run();
        recorded++;
    }

    /** What the server has when it has seen everything, none of it bad. */
    private Journal awaitRecorded() {
        Journal journal = server.awaitJournal("all lines", flushed -> flushed.received() >= recorded);
        assertThat(journal.received()).isEqualTo(recorded);
        assertThat(journal.badLines()).isZero();
        statsd.close();
        Ledger.assertAllSent(statsd, recorded);
        return journal;
    }

    /** What becomes of a name: the connector cleans it, the server decodes it and drops what it does not like. */
    private static String kept(String name, Protocol protocol) {
        return decoded(name, protocol).replaceAll("\\s+", "_").replace('/', '-').replaceAll("[^a-zA-Z_\\-0-9.;=]", "");
    }

    /** The server reads datagrams as UTF-8, but of each byte of a stream only 7 bits. */
    private static String decoded(String text, Protocol protocol) {
        String cleaned = text.replaceAll("[:|@]", "_");
        if (protocol == Protocol.UDP) {
            return cleaned;
        }
        byte[] bytes = cleaned.getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] &= 0x7F;
        }
        return new String(bytes, ISO_8859_1);
    }
}
