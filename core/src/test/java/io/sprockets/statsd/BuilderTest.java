package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuilderTest {
    static Stream<Arguments> wrongSettings() {
        return Stream.of(
                wrong("host", "", b -> b.host("")),
                wrong("host", " ", b -> b.host(" ")),
                wrong("port", "0", b -> b.port(0)),
                wrong("port", "-1", b -> b.port(-1)),
                wrong("port", "65536", b -> b.port(65_536)),
                wrong("prefix", "a:b", b -> b.prefix("a:b")),
                wrong("prefix", "a|b", b -> b.prefix("a|b")),
                wrong("prefix", "a\nb", b -> b.prefix("a\nb")),
                wrong("prefix", "a b", b -> b.prefix("a b")),
                wrong("prefix", ".a", b -> b.prefix(".a")),
                wrong("prefix", "a.", b -> b.prefix("a.")),
                wrong("prefix", "a..b", b -> b.prefix("a..b")),
                wrong("prefix", "_e{", b -> b.prefix("_e{").dialect(Dialect.DOGSTATSD)),
                wrong("prefix", "_scale", b -> b.dialect(Dialect.DOGSTATSD).prefix("_scale")),
                wrong("telemetry", "", b -> b.telemetry("")),
                wrong("unixSocket", "null", b -> b.protocol(Protocol.UNIX)),
                wrong("unixSocket", "null", b -> b.protocol(Protocol.UNIX_DATAGRAM)),
                wrong("sprockets-statsd-unixgram", "UNIX_DATAGRAM", b -> b.unixDatagramSocket(Path.of("socket"))),
                wrong("protocol", "TCP", b -> b.tls(Tls.system()).protocol(Protocol.TCP)),
                wrong("protocol", "UNIX", b -> b.tls(Tls.system()).unixSocket(Path.of("socket"))),
                wrong("packetBytes", "0", b -> b.packetBytes(0)),
                wrong("delivery", "CONFIRMED", b -> b.protocol(Protocol.UDP).delivery(Delivery.CONFIRMED)),
                wrong("queueBytes", "10", b -> b.queueBytes(10)),
                wrong("backlogBytes", "0", b -> b.backlogBytes(0)),
                wrong("aggregation", "PT0S", b -> b.aggregation(Duration.ZERO)),
                wrong("delivery", "PT0S", b -> b.delivery(Delivery.confirmed(Duration.ZERO))),
                wrong("packetBytes", "65508", b -> b.packetBytes(65_508)),
                wrong("packetBytes", "1", b -> b.packetBytes(1)),
                wrong("stopTimeout", "PT-1S", b -> b.stopTimeout(Duration.ofSeconds(-1))),
                wrong("writeTimeout", "PT0S", b -> b.writeTimeout(Duration.ZERO)),
                wrong("maxConnectionIdle", "PT0S", b -> b.maxConnectionIdle(Duration.ZERO)),
                wrong("connectTimeout", "PT0S", b -> b.connectTimeout(Duration.ZERO)),
                wrong(
                        "reconnectBackoff",
                        "PT2S",
                        b -> b.reconnectBackoff(Duration.ofSeconds(2), Duration.ofSeconds(1))));
    }

    private static Arguments wrong(String setting, String value, Consumer<StatsdConnector.Builder> change) {
        return Arguments.of(setting, value, change);
    }

    @ParameterizedTest
    @MethodSource("wrongSettings")
    void build_throwsNamingSettingAndValue(String setting, String value, Consumer<StatsdConnector.Builder> change) {
        StatsdConnector.Builder builder = StatsdConnector.builder().host("127.0.0.1");
        assertThatThrownBy(() -> {
                    change.accept(builder);
                    builder.build();
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(setting)
                .hasMessageContaining(value);
    }

    @Test
    void build_throwsWithoutHost() {
        assertThatThrownBy(() -> StatsdConnector.builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host");
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    void setters_refuseNullByName() {
        StatsdConnector.Builder builder = StatsdConnector.builder();
        assertThatThrownBy(() -> builder.host(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("host");
        assertThatThrownBy(() -> builder.prefix(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("prefix");
        assertThatThrownBy(() -> builder.protocol(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("protocol");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-3", "on", "T", "True", "yes", "YES", " true\n", "", " "})
    void fromEnvironment_enablesByWhatIsTrue(String value) {
        assertThatThrownBy(() -> StatsdConnector.fromEnvironment(Map.of("STATSD_ENABLED", value))
                        .build())
                .hasMessageContaining("host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "off", "no", "false", "f", "enabled", "1.0"})
    void fromEnvironment_disablesByAnythingElse(String value) {
        assertThatCode(() -> StatsdConnector.fromEnvironment(Map.of("STATSD_ENABLED", value))
                        .build())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "STATSD_PORT, eighty",
        "STATSD_PORT, 0",
        "STATSD_PORT, 99999",
        "STATSD_PROTOCOL, sctp",
        "STATSD_PREFIX, a:b",
        "STATSD_PREFIX, a..b",
        "STATSD_HOST, udp://statsd"
    })
    void fromEnvironment_throwsNamingWhatIsWrong(String variable, String value) {
        Map<String, String> variables = Map.of("STATSD_HOST", "127.0.0.1");
        Map<String, String> wrong = new HashMap<>(variables);
        wrong.put(variable, value);
        assertThatThrownBy(() -> StatsdConnector.fromEnvironment(wrong).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(variable + " is " + value + ", expected ");
    }

    @ParameterizedTest
    @CsvSource({
        "STATSD_PORT=8125, 'host is null, expected a name or an address: STATSD_HOST is not set'",
        "STATSD_HOST= , 'host is null, expected a name or an address: STATSD_HOST is not set'",
        "STATSD_PROTOCOL=unix, 'unixSocket is null, expected the path of a socket: STATSD_HOST is not set'"
    })
    void fromEnvironment_namesTheVariableThatIsMissing(String variable, String message) {
        String[] parts = variable.split("=", 2);
        assertThatThrownBy(() -> StatsdConnector.fromEnvironment(Map.of(parts[0], parts[1]))
                        .build())
                .hasMessage(message);
    }

    @Test
    void fromEnvironment_readsNothingElseWhenDisabled() {
        Map<String, String> variables = Map.of(
                "STATSD_ENABLED", "no",
                "STATSD_HOST", "udp://x",
                "STATSD_PORT", "eighty",
                "STATSD_PROTOCOL", "sctp",
                "STATSD_PREFIX", "a b",
                "DD_CARDINALITY", "much",
                "DD_DOGSTATSD_URL", "no");
        for (Dialect dialect : Dialect.values()) {
            StatsdConnector statsd =
                    StatsdConnector.fromEnvironment(variables).dialect(dialect).build();
            statsd.incr("a");
            assertThat(statsd.prefix()).isEmpty();
            assertThat(statsd.stats().dropped()).isZero();
        }
        StatsdConnector.Builder builder = StatsdConnector.fromEnvironment(variables);
        assertThatThrownBy(() -> builder.enabled(true).build()).hasMessageContaining("STATSD_PROTOCOL is sctp");
    }

    @Test
    void fromEnvironment_stripsWhatItReads() {
        StatsdConnector statsd = StatsdConnector.fromEnvironment(
                        Map.of("STATSD_HOST", "127.0.0.1\n", "STATSD_PORT", " ", "STATSD_PREFIX", " app\n"))
                .build();
        assertThat(statsd.prefix()).isEqualTo("app");
    }

    @Test
    void fromEnvironment_knowsTheUnixDatagramSocket() {
        Map<String, String> variables = Map.of("STATSD_HOST", "/run/agent.sock", "STATSD_PROTOCOL", "unixgram");
        assertThatThrownBy(() -> StatsdConnector.fromEnvironment(variables).build())
                .hasMessageContaining("UNIX_DATAGRAM")
                .hasMessageContaining("sprockets-statsd-unixgram");
    }

    @Test
    void build_needsNoModuleWhenDisabled() {
        StatsdConnector.Builder builder = StatsdConnector.builder().unixDatagramSocket(Path.of("socket"));
        assertThatCode(() -> builder.enabled(false).build()).doesNotThrowAnyException();
    }

    @Test
    void fromEnvironment_yieldsToTheBuilder() {
        StatsdConnector.Builder builder = StatsdConnector.fromEnvironment(
                Map.of("STATSD_HOST", "127.0.0.1", "STATSD_PORT", "99999", "STATSD_PREFIX", "a:b"));
        assertThat(builder.port(8125).prefix("mine").build()).isNotNull();
    }
}
