package io.sprockets.statsd.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.Origin;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.ServerAddress;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatsdSettingsTest {
    private static final Map<String, String> NOTHING = Map.of();
    private static final Map<String, String> EVERYTHING = Map.of(
            "STATSD_ENABLED", "1",
            "STATSD_HOST", "statsd",
            "STATSD_PORT", "5218",
            "STATSD_PREFIX", "my-service",
            "STATSD_PROTOCOL", "udp");

    @Test
    void read_hasDefaults() {
        StatsdSettings settings = read("{'statsd': {'prefix': ''}}", NOTHING);

        assertThat(settings)
                .isEqualTo(new StatsdSettings(
                        ServerAddress.of(Protocol.TCP, List.of("h"), 8125),
                        "",
                        false,
                        Duration.ofSeconds(1),
                        Duration.ofMillis(100)));
    }

    @Test
    void read_fallsBackToTheEnvironment() {
        StatsdSettings settings = read("{}", EVERYTHING);

        assertThat(settings.enabled()).isTrue();
        assertThat(settings.server()).isEqualTo(ServerAddress.of(Protocol.UDP, List.of("statsd"), 5218));
        assertThat(settings.prefix()).isEqualTo("my-service");
    }

    @Test
    void read_isDisabledByTheEnvironment() {
        assertThat(read("{}", Map.of("STATSD_ENABLED", "no", "STATSD_HOST", "statsd"))
                        .enabled())
                .isFalse();
    }

    @Test
    void read_takesTheConfigBeforeTheEnvironment() {
        StatsdSettings settings = read("""
                 {'statsd': {'enabled': 'true', 'host': 'statsd.example.com', 'port': 9999, 'prefix': 'myapp',
                  'protocol': 'tcp', 'reconnect_timeout': 0.5, 'wait_timeout': 0.25}}\
                 """, EVERYTHING);

        assertThat(settings)
                .isEqualTo(new StatsdSettings(
                        ServerAddress.of(Protocol.TCP, List.of("statsd.example.com"), 9999),
                        "myapp",
                        false,
                        Duration.ofMillis(500),
                        Duration.ofMillis(250)));
        assertThat(read("{'statsd': {'enabled': 'true'}}", Map.of("STATSD_ENABLED", "0", "STATSD_PREFIX", "p"))
                        .enabled())
                .isTrue();
    }

    @Test
    void read_knowsTheOtherNameOfTheReconnectTimeout() {
        assertThat(read("{'statsd': {'prefix': '', 'reconnect_sleep': '0.5'}}", NOTHING)
                        .reconnectTimeout())
                .isEqualTo(Duration.ofMillis(500));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "-1", "'1'", "'007'", "true", "'on'", "'ON'", "'t'", "'T'", "'true'", "'True'", "'yes'"})
    void enabled_isTruthy(String value) {
        assertThat(read("{'statsd': {'prefix': '', 'enabled': " + value + "}}", NOTHING)
                        .enabled())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "'0'", "0.5", "false", "'off'", "'f'", "'no'", "'y'", "'enabled'", "'1.0'", "[]"})
    void enabled_isFalsyOtherwise(String value) {
        assertThat(read("{'statsd': {'prefix': '', 'enabled': " + value + "}}", NOTHING)
                        .enabled())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "''", "' '"})
    void enabled_isUnsetWhenBlank(String value) {
        assertThat(read("{'statsd': {'prefix': '', 'enabled': " + value + "}}", NOTHING)
                        .enabled())
                .isTrue();
    }

    @Test
    void read_understandsWhatCoreUnderstands() {
        Map<String, String> variables = Map.of(
                "STATSD_HOST", " a, b\n",
                "STATSD_PORT", "tcp://10.0.0.7:8125",
                "STATSD_PREFIX", " app\n",
                "STATSD_PROTOCOL", " ",
                "STATSD_RECONNECT_SLEEP", "2");
        StatsdSettings settings = read("{'statsd': {'port': 8126.0}}", variables);

        assertThat(settings.server()).isEqualTo(ServerAddress.of(Protocol.TCP, List.of("a", "b"), 8126));
        assertThat(read("{}", variables).server()).isEqualTo(ServerAddress.of(Protocol.TCP, List.of("a", "b"), 8125));
        assertThat(settings.prefix()).isEqualTo("app");
        assertThat(settings.reconnectTimeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "null"})
    void prefix_isNoneOnPurpose(String value) {
        assertThat(read("{'service': 's', 'environment': 'e', 'statsd': {'prefix': " + value + "}}", EVERYTHING)
                        .prefix())
                .isEmpty();
    }

    @Test
    void prefix_isMadeOfServiceAndEnvironment() {
        String config = "{'service': 'my-service', 'environment': 'development'}";

        assertThat(read(config, NOTHING).prefix()).isEqualTo("applications.my-service.development");
        assertThat(read(config, Map.of("STATSD_PREFIX", "")).prefix()).isEqualTo("applications.my-service.development");
        assertThat(read(config, EVERYTHING).prefix()).isEqualTo("my-service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'service': 'blah'}", "{'environment': 'whatever'}"})
    void prefix_mustBeSomewhere(String config) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(config, NOTHING))
                .withMessageStartingWith("statsd configuration error: statsd.prefix is not set")
                .withMessageContaining("STATSD_PREFIX");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'port': 'http'       | statsd.port is http, expected 1 to 65535",
                "'port': 0            | statsd.port is 0, expected 1 to 65535",
                "'port': 65536        | statsd.port is 65536, expected 1 to 65535",
                "'port': 1.5          | statsd.port is 1.5, expected 1 to 65535",
                "'protocol': 'sctp'   | statsd.protocol is sctp, expected tcp, tls, udp, unix or unixgram",
                "'reconnect_timeout': 0      | statsd.reconnect_timeout is 0, expected more than 0 seconds",
                "'reconnect_timeout': 'soon' | statsd.reconnect_timeout is soon, expected more than 0 seconds",
                "'origin': 'found'           | statsd.origin is found, expected detected or none",
                "'reconnect_sleep': 0        | statsd.reconnect_sleep is 0, expected more than 0 seconds",
                "'host': 'udp://h'    | statsd.host is udp://h, expected h; the protocol is a separate setting",
                "'wait_timeout': -1   | statsd.wait_timeout is -1, expected more than 0 seconds",
                "'prefx': 'typo'      | statsd.prefx is not a setting",
            })
    void read_namesTheSettingThatIsWrong(String setting, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("{'statsd': {'prefix': '', " + setting + "}}", NOTHING))
                .withMessage("statsd configuration error: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"detected", " Detected "})
    void origin_isDetected(String value) throws Exception {
        assertThat(read("{'statsd': {'prefix': '', 'origin': '" + value + "'}}", NOTHING)
                        .origin())
                .isTrue();
        assertThat(read("{'statsd': {'prefix': ''}}", Map.of("STATSD_ORIGIN", value))
                        .origin())
                .isTrue();
        assertThat(read("{'statsd': {'prefix': '', 'origin': 'none'}}", Map.of("STATSD_ORIGIN", value))
                        .origin())
                .isFalse();
    }

    @Test
    void origin_isSentByTheDialectOfTheAgent() throws Exception {
        try (StatsdServer server = StatsdServer.start()) {
            String config = "{'statsd': {'host': '%s', 'port': %d, 'prefix': '', 'origin': 'detected'}}"
                    .formatted(server.host(), server.port());
            try (StatsdConnector connector =
                    read(config, NOTHING).connector().dialect(Dialect.DOGSTATSD).build()) {
                connector.start();
                connector.incr("x");
                Origin origin = Origin.detected();
                assertThat(server.take(Duration.ofMinutes(1)).line())
                        .isEqualTo("counters.x:1|c" + field("|c:", origin.containerId())
                                + field("|e:", origin.externalData()));
            }
        }
    }

    private static String field(String code, String value) {
        return value.isEmpty() ? "" : code + value;
    }

    @Test
    void read_namesTheVariableThatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("{}", Map.of("STATSD_PREFIX", "p", "STATSD_PORT", "x")))
                .withMessage("statsd configuration error: STATSD_PORT is x, expected 1 to 65535");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("{}", Map.of("STATSD_PREFIX", "p", "STATSD_PROTOCOL", "x")))
                .withMessage(
                        "statsd configuration error: STATSD_PROTOCOL is x, expected tcp, tls, udp, unix or unixgram");
    }

    @Test
    void read_namesTheVariableOfATimeThatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("{'statsd': {'prefix': ''}}", Map.of("STATSD_RECONNECT_SLEEP", "soon")))
                .withMessage(
                        "statsd configuration error: STATSD_RECONNECT_SLEEP is soon, expected more than 0 seconds");
    }

    @Test
    void read_refusesWhatIsNoObject() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("{'statsd': 'localhost'}", NOTHING))
                .withMessage("statsd configuration error: statsd is localhost, expected an object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'host': '',", "'host': ' ',", "'host': null,"})
    void connector_needsAHost(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StatsdSettings.read(
                        new JsonObject("{'statsd': {%s 'prefix': 'app'}}"
                                .formatted(host)
                                .replace('\'', '"')),
                        NOTHING))
                .withMessageStartingWith("statsd configuration error: statsd.host is not set")
                .withMessageContaining("STATSD_HOST");
    }

    @Test
    void connector_needsNothingWhenDisabled() {
        StatsdSettings settings = read("{'statsd': {'enabled': 'no', 'port': 'x', 'protocol': 'x'}}", NOTHING);

        assertThat(settings.connector().build().stats().recorded()).isZero();
    }

    @Test
    void connector_takesEveryProtocol() {
        for (String protocol : new String[] {"tcp", "udp", "UDP", "unix"}) {
            String config = "{'statsd': {'prefix': '', 'host': '" + (protocol.equals("unix") ? "/tmp/statsd" : "h")
                    + "', 'protocol': '" + protocol + "'}}";
            StatsdSettings settings = read(config, NOTHING);

            assertThat(settings.server())
                    .extracting(ServerAddress::protocol)
                    .hasToString(protocol.toUpperCase(Locale.ROOT));
            settings.connector().build().close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unixgram", "UNIXGRAM", "unix_datagram"})
    void connector_hasThePathOfADatagramSocketAsHost(String protocol) {
        String config = "{'statsd': {'prefix': '', 'host': '/tmp/statsd', 'protocol': '" + protocol + "'}}";
        StatsdSettings settings = read(config, NOTHING);

        assertThat(settings.server()).extracting(ServerAddress::protocol).isEqualTo(Protocol.UNIX_DATAGRAM);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.connector().build())
                .withMessageContaining("sprockets-statsd-unixgram"); // which is not here, but all else is right
    }

    @Test
    void connector_waitsAtLeastAsLongAsItIsTold() {
        read("{'statsd': {'prefix': '', 'host': 'h', 'reconnect_timeout': 60}}", NOTHING)
                .connector()
                .build()
                .close();
    }

    private static StatsdSettings read(String config, Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(Map.of("STATSD_HOST", "h"));
        all.putAll(variables);
        return StatsdSettings.read(new JsonObject(config.replace('\'', '"')), all);
    }
}
