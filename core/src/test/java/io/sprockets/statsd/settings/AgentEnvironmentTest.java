package io.sprockets.statsd.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.Ledger;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.Tags;
import io.sprockets.statsd.testing.StatsdServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Datadog's variables, which say something to Datadog's dialect only. */
class AgentEnvironmentTest {
    private static final Duration LONG = Duration.ofSeconds(20);

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
    void theAgentIsReachedOverUdpWithItsTags() {
        StatsdConnector statsd = started(StatsdConnector.fromEnvironment(Map.of(
                        "DD_AGENT_HOST", server.host(),
                        "DD_DOGSTATSD_PORT", Integer.toString(server.port()),
                        "DD_ENTITY_ID", "pod-1",
                        "DD_ENV", "prod",
                        "DD_SERVICE", "shop",
                        "DD_VERSION", "1.2"))
                .dialect(Dialect.DOGSTATSD)
                .constantTags(Tags.of("service", "mine", "team", "a")));
        statsd.incr("a");
        statsd.close();
        server.awaitLines(1, LONG);
        assertThat(server.packetsReceived()).isEqualTo(1);
        assertThat(server.lines())
                .containsExactly(
                        "counters.a:1|c|#dd.internal.entity_id:pod-1,env:prod,service:mine,team:a,version:1.2");
        Ledger.assertClosed(statsd, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void aUrlNamesServerAndProtocolAndComesBeforeTheHost(String scheme) {
        StatsdConnector statsd = started(StatsdConnector.fromEnvironment(Map.of(
                        "DD_AGENT_HOST", "host.invalid",
                        "DD_DOGSTATSD_PORT", "1",
                        "DD_DOGSTATSD_URL", scheme + "://" + server.host() + ":" + server.port()))
                .dialect(Dialect.DOGSTATSD));
        statsd.incr("a");
        statsd.close();
        server.awaitLines(1, LONG);
        assertThat(server.lines()).containsExactly("counters.a:1|c");
        assertThat(server.packetsReceived()).isEqualTo(scheme.equals("udp") ? 1 : 0);
        Ledger.assertClosed(statsd, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "unixgram"})
    void aUrlThatNamesADatagramSocketNeedsTheModuleForThem(String scheme) {
        assertThatThrownBy(() -> StatsdConnector.fromEnvironment(
                                Map.of("DD_DOGSTATSD_URL", scheme + ":///var/run/datadog/dsd.socket"))
                        .dialect(Dialect.DOGSTATSD)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sprockets-statsd-unixgram");
    }

    @Test
    void aUrlNamesAStreamSocket(@TempDir Path folder) {
        Path socket = folder.resolve("s");
        try (StatsdServer unix = StatsdServer.builder()
                .tcp(false)
                .udp(false)
                .unixSocket(socket)
                .unixFrames(true)
                .start()) {
            StatsdConnector statsd =
                    started(StatsdConnector.fromEnvironment(Map.of("DD_DOGSTATSD_URL", "unixstream://" + socket))
                            .dialect(Dialect.DOGSTATSD));
            statsd.incr("a");
            statsd.close();
            assertThat(unix.lines()).containsExactly("counters.a:1|c");
            Ledger.assertClosed(statsd, 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "builder,  STATSD_HOST=other.invalid DD_AGENT_HOST=agent.invalid DD_DOGSTATSD_URL=udp://url.invalid",
        "'',       STATSD_HOST=127.0.0.1     DD_AGENT_HOST=agent.invalid DD_DOGSTATSD_URL=udp://url.invalid"
    })
    void whoeverElseNamesAServerComesFirst(String set, String variables) {
        Map<String, String> environment = map(variables);
        environment.put("DD_DOGSTATSD_PORT", "1");
        StatsdConnector.Builder builder =
                StatsdConnector.fromEnvironment(environment).dialect(Dialect.DOGSTATSD);
        if (set.equals("builder")) {
            builder.host(server.host());
        }
        StatsdConnector statsd = started(builder.port(server.port()));
        statsd.incr("a");
        statsd.close();
        assertThat(server.lines()).containsExactly("counters.a:1|c");
        assertThat(server.packetsReceived())
                .as("datagrams, with the usual protocol")
                .isZero();
        Ledger.assertClosed(statsd, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STATSD_PORT", "builder"})
    void whatElseWasSaidOfTheServerHolds(String who) {
        Map<String, String> environment = map("DD_AGENT_HOST=127.0.0.1 DD_DOGSTATSD_PORT=1 STATSD_PROTOCOL=tcp");
        environment.put("STATSD_PORT", who.equals("builder") ? "2" : Integer.toString(server.port()));
        StatsdConnector.Builder builder =
                StatsdConnector.fromEnvironment(environment).dialect(Dialect.DOGSTATSD);
        StatsdConnector statsd = started(who.equals("builder") ? builder.port(server.port()) : builder);
        statsd.incr("a");
        statsd.close();
        assertThat(server.lines()).containsExactly("counters.a:1|c");
        assertThat(server.packetsReceived()).isZero();
        Ledger.assertClosed(statsd, 1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DOGSTATSD")
    void otherDialectsReadNoneOfThem(Dialect dialect) {
        Map<String, String> environment =
                map("DD_AGENT_HOST=agent.invalid DD_DOGSTATSD_PORT=no DD_DOGSTATSD_URL=no DD_ENV=prod DD_ENTITY_ID=x");
        assertThatThrownBy(() -> StatsdConnector.fromEnvironment(environment)
                        .dialect(dialect)
                        .build())
                .hasMessageContaining("host is null");
        StatsdConnector statsd = started(StatsdConnector.fromEnvironment(environment)
                .dialect(dialect)
                .host(server.host())
                .port(server.port()));
        statsd.incr("a");
        statsd.close();
        assertThat(server.lines()).containsExactly("counters.a:1|c");
        Ledger.assertClosed(statsd, 1);
    }

    @Test
    void theEnvironmentIsReadOnlyIfThatIsAskedFor() {
        assertThatThrownBy(() ->
                        StatsdConnector.builder().dialect(Dialect.DOGSTATSD).build())
                .hasMessageContaining("host is null");
    }

    @ParameterizedTest
    @CsvSource({
        "DD_DOGSTATSD_PORT, eighty",
        "DD_DOGSTATSD_PORT, 0",
        "DD_DOGSTATSD_URL, localhost:8125",
        "DD_DOGSTATSD_URL, udp://",
        "DD_DOGSTATSD_URL, unix://",
        "DD_DOGSTATSD_URL, udp://a b",
        "DD_DOGSTATSD_URL, udp://a:99999",
        "DD_DOGSTATSD_URL, udp://a:99999999999",
        "DD_DOGSTATSD_URL, udp://fe80::1:8125",
        "DD_DOGSTATSD_URL, udp://me@a:8125",
        "DD_DOGSTATSD_URL, udp://a:8125/path",
        "DD_DOGSTATSD_URL, unix://run/agent",
        "DD_DOGSTATSD_URL, \\\\.\\pipe\\agent",
        "DD_DOGSTATSD_PORT, 99999",
        "DD_AGENT_HOST, udp://agent",
        "DD_CARDINALITY, much",
        "DD_DOGSTATSD_URL, http://a:1"
    })
    void whatCannotBeReadIsNamed(String variable, String value) {
        Map<String, String> environment = map("DD_AGENT_HOST=127.0.0.1");
        environment.put(variable, value);
        assertThatThrownBy(() -> StatsdConnector.fromEnvironment(environment)
                        .dialect(Dialect.DOGSTATSD)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(variable + " is " + value + ", expected ");
    }

    @ParameterizedTest
    @CsvSource({
        "udp://datadog_agent:8125, udp://datadog_agent:8125",
        "UDP://Agent:8126, udp://Agent:8126",
        "' udp://agent\n', udp://agent:8125",
        "udp://agent:8125/, udp://agent:8125",
        "udp://[fe80::1%25eth0]:8125, udp://fe80::1%eth0:8125",
        "udp://[fe80::1%eth0]:8125, udp://fe80::1%eth0:8125",
        "tcp://[::1], tcp://::1:8125",
        "unixstream:///a path, unix:///a path",
        "UnixStream:///a%20path, unix:///a path",
        "unixstream:///100%, unix:///100%",
        "unixstream:/run/agent, unix:///run/agent",
        "unixstream:///größe%C3%A9, unix:///größeé"
    })
    void aUrlIsReadAsAgentsWriteIt(String url, String server) {
        AgentEnvironment agent = new AgentEnvironment(Words.of(Map.of("DD_DOGSTATSD_URL", url)));
        assertThat(agent.server(null, null)).hasToString(server);
    }

    @Test
    void whatKubernetesSaysOfAServiceIsNoPort() {
        Map<String, String> environment = map("DD_AGENT_HOST=agent DD_DOGSTATSD_PORT=udp://10.0.0.7:8125");
        assertThat(new AgentEnvironment(Words.of(environment)).server(null, null))
                .hasToString("udp://agent:8125");
    }

    @ParameterizedTest
    @CsvSource({"unix, udp://agent", "tcp, unixstream:///run/agent"})
    void aUrlAndAProtocolMustAgree(String protocol, String url) {
        assertThatThrownBy(() -> StatsdConnector.fromEnvironment(
                                Map.of("DD_DOGSTATSD_URL", url, "STATSD_PROTOCOL", protocol))
                        .dialect(Dialect.DOGSTATSD)
                        .build())
                .hasMessage("DD_DOGSTATSD_URL is " + url + ", expected a URL for the protocol " + protocol);
    }

    @Test
    void anEmptyVariableIsNotSet() {
        Map<String, String> environment = map("DD_AGENT_HOST=127.0.0.1");
        environment.put("DD_DOGSTATSD_URL", "");
        environment.put("DD_DOGSTATSD_PORT", " ");
        environment.put("DD_ENV", "");
        assertThat(StatsdConnector.fromEnvironment(environment)
                        .dialect(Dialect.DOGSTATSD)
                        .build())
                .isNotNull();
        AgentEnvironment agent = new AgentEnvironment(Words.of(environment));
        assertThat(agent.tags()).isEqualTo(Tags.NONE);
        assertThat(agent.server(null, null)).isEqualTo(Address.hosts(Protocol.UDP, "host", List.of("127.0.0.1"), 8125));
    }

    private static Map<String, String> map(String variables) {
        Map<String, String> map = new HashMap<>();
        for (String variable : variables.split(" +", -1)) {
            String[] parts = variable.split("=", 2);
            map.put(parts[0], parts[1]);
        }
        return map;
    }

    private static StatsdConnector started(StatsdConnector.Builder builder) {
        StatsdConnector statsd = builder.build();
        statsd.start();
        return statsd;
    }
}
