package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One metric in, one line out or one drop counted, whatever the caller passes. */
@SuppressWarnings({"NullAway", "DataFlowIssue"})
class BadInputTest {
    private static final int CALLS = 20_000;

    private StatsdServer server;
    private StatsdConnector statsd;

    @BeforeEach
    void start() {
        server = StatsdServer.start();
        statsd = StatsdConnector.builder()
                .host(server.host())
                .port(server.port())
                .build();
        statsd.start();
    }

    @AfterEach
    void stop() {
        statsd.close();
        server.close();
    }

    static Stream<Arguments> dirtyNames() {
        return Stream.of(
                Arguments.of("a\nb:1|c", "a_b_1_c"),
                Arguments.of("a\r\nb", "a__b"),
                Arguments.of("a@b c", "a_b_c"),
                Arguments.of("tab\there", "tab_here"),
                Arguments.of("nul\0", "nul_"),
                Arguments.of("next\u0085line", "next_line"),
                Arguments.of("para\u2029graph", "para_graph"),
                Arguments.of("lone\uD800", "lone_"),
                Arguments.of("\uDC00lone", "_lone"),
                Arguments.of("no\u00a0break", "no_break"),
                Arguments.of("wide\u3000space", "wide_space"),
                Arguments.of("a run  of\u00a0 white\u2009 \ufeffspace", "a_run_of_white_space"),
                Arguments.of("thin\u2009space", "thin_space"),
                Arguments.of("mark\ufeff", "mark_"),
                Arguments.of("a..b", "a.b"),
                Arguments.of(".a.b.", "a.b"),
                Arguments.of("..a...b..", "a.b"),
                Arguments.of("été", "été"),
                Arguments.of("数.🎉", "数.🎉"));
    }

    @ParameterizedTest
    @MethodSource("dirtyNames")
    void aNameIsCleanedEverywhere(String name, String cleaned) {
        statsd.incr(name);
        statsd.set("s", "m");
        statsd.injectMetric(name, "v", "x");
        statsd.scoped(name).incr("x");
        statsd.close();
        assertThat(server.lines())
                .containsExactly(
                        "counters." + cleaned + ":1|c",
                        "sets.s:m|s",
                        cleaned + ":v|x",
                        "counters." + cleaned + ".x:1|c");
        Ledger.assertClosed(statsd, 4);
    }

    @Test
    void aTypeIsOneWord() {
        statsd.injectMetric("p", "1", "a b");
        statsd.injectMetric("p", "1", "a\u00a0b\tc|d");
        statsd.close();
        assertThat(server.lines()).containsExactly("p:1|a_b", "p:1|a_b_c_d");
        Ledger.assertClosed(statsd, 2);
    }

    @Test
    void noByteIsANewlineOrColonToAServerThatReadsSevenBits() {
        statsd.incr("login.x\u00caadmin.revenue"); // whose bytes are a C and a newline there
        statsd.incr("plain\u00ba1");
        statsd.set("s", "\u00ca\u00ba\u00e9");
        statsd.tagged(Tags.of("k\u00ca", "v\u00ba")).incr("x");
        statsd.close();
        assertThat(server.lines())
                .containsExactly(
                        "counters.login.x_admin.revenue:1|c",
                        "counters.plain_1:1|c",
                        "sets.s:__\u00e9|s",
                        "counters.x;k_=v_:1|c");
        Ledger.assertClosed(statsd, 4);
    }

    @ParameterizedTest
    @EnumSource(names = {"STATSD", "DOGSTATSD", "GRAPHITE", "PLAIN", "COLLECTD"})
    void noLetterIsATagOrASegmentToAServerThatReadsSevenBits(Dialect dialect) {
        statsd.close();
        StatsdConnector other = StatsdConnector.builder()
                .host(server.host())
                .port(server.port())
                .dialect(dialect)
                .prefix("p\u00ee\u00bd")
                .build();
        other.start();
        other.incr("login.x\u00caadmin\u00baa\u00fbrole\u00bdb\u00ee"); // newline, colon, semicolon, equals sign, dot
        other.close();
        assertThat(server.lines()).containsExactly("p__.counters.login.x_admin_a_role_b_:1|c");
        Ledger.assertClosed(other, 1);
    }

    @Test
    void noTextOfAnEventIsANewlineToAServerThatReadsSevenBits() {
        statsd.close();
        StatsdConnector other = StatsdConnector.builder()
                .host(server.host())
                .port(server.port())
                .dialect(Dialect.DOGSTATSD)
                .constantTags(Tags.of("k\u00ca", "v\u00ca"))
                .build();
        other.start();
        other.event(Event.of("a\u00ca", "b\u00ca").host("h\u00ca"));
        other.serviceCheck(ServiceCheck.of("n\u00ca", ServiceCheck.Status.OK).message("m\u00ca"));
        other.incr("x");
        other.close();
        assertThat(server.lines())
                .containsExactly("_e{2,2}:a_|b_|h:h_|#k_:v_", "_sc|n_|0|#k_:v_|m:m_", "counters.x:1|c|#k_:v_");
        Ledger.assertClosed(other, 3);
    }

    @Test
    void whatHasNoNameOrValueIsInvalid() {
        statsd.incr(null);
        statsd.incr("");
        statsd.gauge("g", Double.NaN);
        statsd.gauge("g", Double.POSITIVE_INFINITY);
        statsd.gaugeDelta("g", Double.NEGATIVE_INFINITY);
        statsd.timing("t", Double.NaN);
        statsd.timing("t", -0.1);
        statsd.timing("t", Duration.ofNanos(-1));
        statsd.timing("t", Duration.ofSeconds(Long.MAX_VALUE));
        statsd.timing("t", (Duration) null);
        statsd.histogram("h", -1);
        statsd.distribution("d", Double.NaN);
        statsd.set("s", null);
        statsd.set("s", "");
        statsd.injectMetric("i", null, "c");
        statsd.injectMetric("i", "1", null);
        statsd.injectMetric("i", "1", "");
        statsd.injectMetric("i", "NaN", "g");
        statsd.injectMetric("i", "1e5", "c");
        statsd.injectMetric("i", "1\n2", "c");
        statsd.injectMetric("i", "-1", "ms");
        statsd.timer(null).start().stop();
        assertThat(statsd.stats().dropped(DropReason.INVALID)).isEqualTo(22);
        statsd.close();
        assertThat(server.lines()).isEmpty();
        Ledger.assertClosed(statsd, 22);
    }

    @Test
    void aMemberKeepsItsSpaces() {
        statsd.set("s", "a@b c");
        statsd.close();
        assertThat(server.lines()).containsExactly("sets.s:a_b c|s");
        Ledger.assertClosed(statsd, 1);
    }

    @Test
    void aNameOfDotsIsNone() {
        statsd.incr("...");
        statsd.close();
        assertThat(server.lines()).isEmpty();
        assertThat(statsd.stats().dropped(DropReason.INVALID)).isEqualTo(1);
        assertThatThrownBy(() -> statsd.scoped("..")).isInstanceOf(IllegalArgumentException.class);
        Ledger.assertClosed(statsd, 1);
    }

    @Test
    void noNameBecomesAnEventByCleaning() {
        StatsdConnector dog = dogstatsd();
        for (String name : List.of(":e{1,1}", ".._sc", " sc", "|e{x")) {
            dog.incr(name);
        }
        assertThat(dog.stats().dropped(DropReason.INVALID)).isEqualTo(4);
        dog.close();
        assertThat(server.lines()).isEmpty();
        Ledger.assertClosed(dog, 4);
    }

    @Test
    void noNameIsTakenForAnEventOrACheck() {
        StatsdConnector dog = dogstatsd();
        dog.incr("_e{1,1}");
        dog.incr("_scale");
        dog.injectMetric("_sc", "1", "c");
        assertThatThrownBy(() -> dog.counter("_e{x")).hasMessageContaining("path is _e{x");
        assertThatThrownBy(() -> dog.scoped("_sc")).hasMessageContaining("segment is _sc");
        dog.scoped("a").incr("_scale");
        dog.incr("_e.{");
        assertThat(dog.stats().dropped(DropReason.INVALID)).isEqualTo(3);
        dog.close();
        assertThat(server.lines()).containsExactly("a._scale:1|c", "_e.{:1|c");
        Ledger.assertClosed(dog, 5);
    }

    @Test
    void aLineLongerThanAPacketIsDroppedAloneAndItsNeighboursArrive() {
        statsd.incr("before");
        statsd.incr("x".repeat(5_000));
        statsd.incr("é".repeat(2_500));
        statsd.incr("x".repeat(3_000_000));
        statsd.incr("after");
        statsd.close();
        assertThat(server.lines()).containsExactly("counters.before:1|c", "counters.after:1|c");
        assertThat(statsd.stats().dropped(DropReason.TOO_LONG)).isEqualTo(3);
        Ledger.assertClosed(statsd, 5);
    }

    @Test
    void theLongestLineOfAPacketIsSent() {
        StatsdConnector udp = StatsdConnector.builder()
                .host(server.host())
                .port(server.port())
                .protocol(Protocol.UDP)
                .packetBytes(100)
                .typePrefixes(false)
                .build();
        udp.start();
        udp.incr("x".repeat(95)); // and :1|c and a newline
        udp.incr("y".repeat(96));
        udp.close();
        server.awaitLines(1, Duration.ofMinutes(1));
        assertThat(server.lines()).containsExactly("x".repeat(95) + ":1|c");
        assertThat(udp.stats().dropped(DropReason.TOO_LONG)).isEqualTo(1);
        Ledger.assertClosed(udp, 2);
    }

    @Test
    void anInterruptedCallerRecordsAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        statsd.incr("hits");
        statsd.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(server.lines()).containsExactly("counters.hits:1|c");
        Ledger.assertClosed(statsd, 1);
    }

    @Test
    void anyTextIsOneLineOrOneDrop() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < CALLS; i++) {
            statsd.set(text(random), text(random));
            statsd.injectMetric(text(random), text(random), text(random));
        }
        statsd.close();
        long sent = statsd.stats().sent();
        List<String> lines = server.lines();
        assertThat(server.linesReceived()).isEqualTo(sent);
        assertThat(lines).hasSize((int) sent).allMatch(line -> line.chars().noneMatch(Character::isISOControl));
        assertThat(lines).allMatch(line -> line.chars().filter(c -> c == ':').count() == 1);
        assertThat(lines).allMatch(line -> line.chars().filter(c -> c == '|').count() == 1);
        Ledger.assertClosed(statsd, 2 * CALLS);
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            int range = random.nextInt(4);
            text.append((char)
                    (range == 0 ? random.nextInt(0x10000) : range == 1 ? random.nextInt(0x20) : random.nextInt(0x80)));
        }
        return text.toString();
    }

    private StatsdConnector dogstatsd() {
        StatsdConnector connector = StatsdConnector.builder()
                .host(server.host())
                .port(server.port())
                .dialect(Dialect.DOGSTATSD)
                .typePrefixes(false)
                .build();
        connector.start();
        return connector;
    }
}
