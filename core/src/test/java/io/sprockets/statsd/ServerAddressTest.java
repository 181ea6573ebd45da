package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be a server, in a builder's settings and in the words of variables. */
class ServerAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "statsd.example.com",
                "statsd.example.com.",
                "datadog_agent",
                "_statsd._tcp.example",
                "a",
                "statsd-1",
                "münchen.example",
                "127.0.0.1",
                "127.1",
                "1.2.3.4.example",
                "::1",
                "[::1]",
                "::",
                "fe80::1%eth0",
                "[fe80::1%eth0]",
                "2001:db8::8:800:200c:417a",
                "::ffff:10.0.0.7",
                " localhost ",
                "127.0.0.1\n"
            })
    void aHostIsANameOrAnAddress(String host) {
        assertThatCode(() -> StatsdConnector.builder().host(host).build()).doesNotThrowAnyException();
        assertThat(ServerAddress.fromEnvironment(Map.of("STATSD_HOST", host)).hosts())
                .containsExactly(host.strip().replaceAll("^\\[|]$", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost:8125        | localhost; the port is a separate setting",
                "10.0.0.7:8125         | 10.0.0.7; the port is a separate setting",
                "[::1]:8125            | ::1; the port is a separate setting",
                "localhost:            | localhost; the port is a separate setting",
                "udp://statsd          | statsd; the protocol is a separate setting",
                "UDP://statsd:8125     | statsd; protocol and port are separate settings",
                "http://statsd/        | statsd; the protocol is a separate setting",
                "tcp://[::1]:8125      | ::1; protocol and port are separate settings",
                "/run/statsd.sock      | the path of a socket needs the protocol unix or unixgram",
                "unix:///run/s         | the path of a socket needs the protocol unix or unixgram",
                "a b                   | a name or an address",
                "a/b                   | a name or an address",
                "a@b                   | a name or an address",
                "-a                    | a name or an address",
                "a..b                  | a name or an address",
                ".                     | a name or an address",
                "300.1.1.1             | a name or an address",
                "1.2.3.4.5             | a name or an address",
                ":                     | a name or an address",
                "1:2                   | 1; the port is a separate setting",
                "::1::                 | a name or an address",
                "[]                    | a name or an address",
                "%eth0                 | a name or an address",
                "fe80::1%              | a name or an address",
                "=                     | a name or an address"
            })
    void whatIsNoHostIsRefusedWithWhatToWriteInstead(String host, String expected) {
        assertThatThrownBy(() -> StatsdConnector.builder().host(host).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("host is " + host + ", expected " + message(expected));
        assertThatThrownBy(() -> StatsdConnector.builder().hosts("a", host).build())
                .hasMessage("host is " + host + ", expected " + message(expected));
        assertThatThrownBy(() -> StatsdConnector.fromEnvironment(Map.of("STATSD_HOST", host))
                        .build())
                .hasMessage("STATSD_HOST is " + host + ", expected " + message(expected));
    }

    private static String message(String expected) {
        return expected.startsWith("the path") ? "a name or an address; " + expected : expected;
    }

    @Test
    void severalHostsAreSeparatedByCommas() {
        assertThat(ServerAddress.fromEnvironment(Map.of("STATSD_HOST", " a , b,, [::1],a,")))
                .isEqualTo(ServerAddress.of(Protocol.TCP, List.of("a", "b", "::1"), 8125))
                .hasToString("tcp://a,b,::1:8125");
        assertThatThrownBy(() -> StatsdConnector.builder().host("a,b").build())
                .hasMessage("host is a,b, expected one name or address; several go into hosts");
        assertThatThrownBy(() -> ServerAddress.fromEnvironment(Map.of("STATSD_HOST", ",")))
                .hasMessageContaining("STATSD_HOST is ,");
    }

    @ParameterizedTest
    @CsvSource({
        "tcp, TCP",
        "UDP, UDP",
        "' udp\n', UDP",
        "unix, UNIX",
        "'', TCP",
    })
    void aProtocolIsAWord(String word, Protocol protocol) {
        ServerAddress address = ServerAddress.fromEnvironment(
                Map.of("STATSD_HOST", "/run/statsd".substring(protocol.isUnix() ? 0 : 5), "STATSD_PROTOCOL", word));
        assertThat(address.protocol()).isEqualTo(protocol);
        assertThat(address.socket()).isEqualTo(protocol.isUnix() ? Path.of("/run/statsd") : null);
    }

    @ParameterizedTest
    @CsvSource({"8126, 8126", "' 8126\n', 8126", "'', 8125", "' ', 8125", "tcp://10.0.0.7:8125, 8125"})
    void aPortIsANumberAndWhatKubernetesSaysOfAServiceIsNone(String word, int port) {
        Map<String, String> variables = Map.of("STATSD_HOST", "h", "STATSD_PORT", word);
        assertThat(ServerAddress.fromEnvironment(variables))
                .isEqualTo(ServerAddress.of(Protocol.TCP, List.of("h"), port));
    }

    @ParameterizedTest
    @CsvSource({
        "STATSD_HOST, '', statsd.host is not set",
        "STATSD_PORT, eighty, 'statsd.port is eighty, expected 1 to 65535'",
        "STATSD_PORT, 99999, 'statsd.port is 99999, expected 1 to 65535'",
        "STATSD_PORT, 99999999999, statsd.port is 99999999999",
        "STATSD_PORT, 8125.0, statsd.port is 8125.0",
        "STATSD_PORT, tcp:10, statsd.port is tcp:10",
        "STATSD_PROTOCOL, sctp, 'statsd.protocol is sctp, expected tcp, tls, udp, unix or unixgram'"
    })
    void messagesCallASettingWhatItsAuthorCallsIt(String variable, String value, String message) {
        Map<String, String> variables = new java.util.HashMap<>(Map.of("STATSD_HOST", "h"));
        variables.put(variable, value);
        assertThatThrownBy(() -> ServerAddress.fromEnvironment(
                        variables, name -> name.replace("STATSD_", "statsd.").toLowerCase(java.util.Locale.ROOT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aSocketHasAPathThatTheSystemTakes() {
        String longest = "/tmp/" + "x".repeat(101);
        assertThatCode(() ->
                        StatsdConnector.builder().unixSocket(Path.of(longest)).build())
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> StatsdConnector.builder()
                        .unixSocket(Path.of(longest + "x"))
                        .build())
                .hasMessage("unixSocket is " + longest + "x, expected a path of 1 to 106 bytes, the limit of this"
                        + " system, and not 107");
        assertThatThrownBy(() -> StatsdConnector.fromEnvironment(
                                Map.of("STATSD_PROTOCOL", "unix", "STATSD_HOST", longest + "x"))
                        .build())
                .hasMessageContaining("STATSD_HOST is " + longest + "x, expected a path");
        assertThatThrownBy(() -> StatsdConnector.fromEnvironment(
                                Map.of("DD_DOGSTATSD_URL", "unixstream://" + longest + "x"))
                        .dialect(Dialect.DOGSTATSD)
                        .build())
                .hasMessageContaining("DD_DOGSTATSD_URL is " + longest + "x, expected a path");
        assertThatThrownBy(
                        () -> StatsdConnector.builder().unixSocket(Path.of("")).build())
                .hasMessageContaining("unixSocket is , expected a path");
    }

    @Test
    void aPathIsAsLongAsItsBytes() {
        String path = "/tmp/" + "é".repeat(51);
        assertThatThrownBy(() ->
                        StatsdConnector.builder().unixSocket(Path.of(path)).build())
                .hasMessageContaining("and not 107");
    }

    @Test
    void aBuilderTakesOneAsAWhole() {
        ServerAddress address = ServerAddress.of(Protocol.UDP, List.of("a", "b"), 1);
        assertThatThrownBy(() -> StatsdConnector.builder()
                        .server(address)
                        .delivery(Delivery.CONFIRMED)
                        .build())
                .hasMessageContaining("datagrams");
        assertThat(ServerAddress.of(Protocol.UNIX, Path.of("/run/s")))
                .hasToString("unix:///run/s")
                .isNotEqualTo(address)
                .matches(socket ->
                        Objects.hash(socket) == Objects.hash(ServerAddress.of(Protocol.UNIX, Path.of("/run/s"))));
        assertThatThrownBy(() -> ServerAddress.of(Protocol.UNIX, List.of("a"), 1))
                .hasMessageContaining("protocol is UNIX");
        assertThatThrownBy(() -> ServerAddress.of(Protocol.TCP, Path.of("/run/s")))
                .hasMessageContaining("protocol is TCP");
        assertThatThrownBy(() -> ServerAddress.of(Protocol.TCP, List.of(), 1)).hasMessageContaining("host is null");
        assertThatThrownBy(() -> ServerAddress.of(Protocol.TCP, List.of("a"), 0))
                .hasMessageContaining("port is 0");
    }
}
