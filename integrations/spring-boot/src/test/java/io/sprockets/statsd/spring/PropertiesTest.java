package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.Origin;
import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Every property reaches the connector: as what it sends, or as the refusal of a wrong value. */
class PropertiesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final StatsdServer received = StatsdServer.start();
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(StatsdAutoConfiguration.class))
            .withPropertyValues("statsd.host=127.0.0.1", "statsd.port=" + received.port(), "statsd.prefix=app");

    @AfterEach
    void close() {
        received.close();
    }

    @Test
    void hostPortAndPrefixAreEnough() {
        assertThat(lines(application)).containsExactly("app.counters.x:1|c");
    }

    @ParameterizedTest
    @CsvSource({
        "statsd.type-prefixes=false, app.x:1|c",
        "statsd.constant-tags.region=eu, app.counters.x;region=eu:1|c",
        "statsd.telemetry=own, app.counters.x:1|c",
        "statsd.delivery=confirmed, app.counters.x:1|c",
        "statsd.overflow-block=1s, app.counters.x:1|c",
        "statsd.protocol=tcp, app.counters.x:1|c",
        "statsd.environment=ignored, app.counters.x:1|c",
        "statsd.unix-socket=, app.counters.x:1|c",
        "statsd.unix-datagram-socket=, app.counters.x:1|c",
        "statsd.tls.trusted=, app.counters.x:1|c",
    })
    void aSettingIsSeenInWhatIsSent(String property, String line) {
        assertThat(lines(application.withPropertyValues(property))).containsExactly(line);
    }

    @ParameterizedTest
    @CsvSource({
        "statsd.container-id=ci-7, app.counters.x:1|c|c:ci-7",
        "statsd.external-data=it-x, app.counters.x:1|c|e:it-x",
        "statsd.cardinality=low, app.counters.x:1|c|card:low",
        "statsd.constant-tags.region=eu, app.counters.x:1|c|#region:eu",
    })
    void aSettingForTheDatadogAgentIsSeenInWhatIsSent(String property, String line) {
        assertThat(lines(application.withPropertyValues("statsd.dialect=dogstatsd", property)))
                .containsExactly(line);
    }

    @Test
    void theOriginIsDetected() {
        assertThat(lines(application.withPropertyValues("statsd.dialect=dogstatsd", "statsd.origin=detected")))
                .containsExactly("app.counters.x:1|c" + fields(Origin.detected()));
    }

    @Test
    void whatIsDetectedMayBeOverridden() {
        assertThat(lines(application.withPropertyValues(
                        "statsd.dialect=dogstatsd", "statsd.origin=detected", "statsd.external-data=it-x")))
                .containsExactly("app.counters.x:1|c" + fields(Origin.detected().externalData("it-x")));
    }

    private static String fields(Origin origin) {
        return field("|c:", origin.containerId()) + field("|e:", origin.externalData());
    }

    private static String field(String code, String value) {
        return value.isEmpty() ? "" : code + value;
    }

    @Test
    void protocolIsUdp() {
        application.withPropertyValues("statsd.protocol=udp").run(context -> {
            context.getBean(Statsd.class).incr("x");
            received.awaitLines(1, PATIENCE);
            assertThat(received.packetsReceived()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"statsd.unix-socket=", "statsd.protocol=unix,statsd.host="})
    void protocolIsUnix(String properties, @TempDir Path directory) {
        Path socket = directory.resolve("statsd");
        try (StatsdServer server = StatsdServer.builder().unixSocket(socket).start()) {
            application.withPropertyValues((properties + socket).split(",")).run(context -> {
                context.getBean(Statsd.class).incr("x");
                server.awaitLines(1, PATIENCE);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "statsd.unix-datagram-socket=",
                "statsd.protocol=unix-datagram,statsd.host=",
                "statsd.protocol=unixgram,statsd.host="
            })
    void protocolIsUnixDatagrams(String properties) { // for which the class path has no transport here
        application
                .withPropertyValues((properties + "/tmp/none").split(","))
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("sprockets-statsd-unixgram"));
    }

    @Test
    void namesAreStrict() {
        application
                .withPropertyValues("statsd.strict-names=true")
                .run(context -> assertThatThrownBy(
                                () -> context.getBean(Statsd.class).counter("a|b"))
                        .hasMessageContaining("a_b"));
    }

    @Test
    void everySettingOfTheBuilderIsAProperty() {
        Set<String> properties = Arrays.stream(StatsdProperties.class.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        assertThat(Arrays.stream(StatsdConnector.Builder.class.getMethods())
                        .filter(method -> method.getReturnType() == StatsdConnector.Builder.class)
                        .map(method -> method.getName().equals("overflow") ? "overflowBlock" : method.getName())
                        .filter(name -> !name.equals("listener")) // a bean, by a customizer
                        .filter(name ->
                                !Set.of("server", "hosts", "origin").contains(name)) // by properties of their parts
                        .filter(name -> !name.equals("closeAtExit")) // the context closes it
                        .filter(name -> !name.equals("lastValues"))) // the endpoint that shows them asks for them
                .isNotEmpty()
                .isSubsetOf(properties);
    }

    @Test
    void fractionalCountersAreSentAtOnce() {
        application
                .withPropertyValues("statsd.aggregation=10ms", "statsd.fractional-counters=true")
                .run(context -> {
                    context.getBean(Statsd.class).injectMetric("x", "0.5", "c");
                    received.awaitLines(1, PATIENCE);
                    assertThat(received.counters()).containsEntry("app.x", 0.5);
                });
    }

    @Test
    void aggregationMakesOneLineOfMany() {
        assertThat(lines(application.withPropertyValues("statsd.aggregation=1h"), statsd -> {
                    statsd.incr("x");
                    statsd.incr("x");
                }))
                .containsExactly("app.counters.x:2|c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "statsd.port=0 | statsd.port is 0",
                "statsd.port=99999 | statsd.port is 99999",
                "statsd.protocol=sctp | statsd.protocol is sctp, expected tcp, tls, udp, unix or unixgram",
                "statsd.prefix=a..b | prefix is a..b",
                "statsd.cardinality=much | cardinality is much",
                "statsd.queue-bytes=1B | queueBytes is 1,",
                "statsd.queue-bytes=3GB | queueBytes is 2147483647,",
                "statsd.backlog-bytes=0 | backlogBytes is 0",
                "statsd.packet-bytes=63 | packetBytes is 63",
                "statsd.reconnect-backoff.min=0 | reconnectBackoff min is PT0S",
                "statsd.reconnect-backoff.min=1m | reconnectBackoff is PT1M, PT30S",
                "statsd.reconnect-backoff.max=-1s | reconnectBackoff max is PT-1S",
                "statsd.connect-timeout=-1s | connectTimeout is PT-1S",
                "statsd.write-timeout=-2s | writeTimeout is PT-2S",
                "statsd.stop-timeout=-3s | stopTimeout is PT-3S",
                "statsd.max-connection-age=-4s | maxConnectionAge is PT-4S",
                "statsd.resolve-every=-5s | resolveEvery is PT-5S",
                "statsd.overflow-block=-6s | overflow is block(PT-6S)",
                "statsd.confirm-every=-7s | delivery is confirmed(PT-7S)",
                "statsd.aggregation=-8s | aggregation is PT-8S",
                "statsd.max-series=0 | maxSeries is 0",
                "statsd.fold-bytes=0B | foldBytes is 0",
                "statsd.timer-samples=0 | timerSamples is 0",
                "statsd.telemetry=a b | telemetry is a b",
                "statsd.tls.key=a | statsd.tls.certificate and statsd.tls.key need each other",
                "statsd.tls.certificate=a,statsd.tls.key=b | statsd.tls.certificate needs statsd.tls.trusted",
                "statsd.tls.bundle=a,statsd.tls.trusted=b | statsd.tls.bundle takes the place of files",
                "statsd.tls.bundle=a | statsd.tls.bundle is a, but there are no SSL bundles",
                "statsd.tls.trusted=a,statsd.protocol=tcp | protocol is TCP, expected TLS",
            })
    void aWrongSettingFailsTheStartAndIsNamed(String properties, String message) {
        application
                .withPropertyValues(properties.split(","))
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(message));
    }

    /** Kubernetes sets such a variable for a service that is called statsd. */
    @ParameterizedTest
    @ValueSource(strings = {"tcp://10.0.0.7:8125", " "})
    void whatIsNoPortOfOursIsNotSet(String port) {
        application
                .withPropertyValues("statsd.port=" + port)
                .run(context -> assertThat(context.getBean(StatsdConnector.class))
                        .hasToString("StatsdConnector to statsd server tcp://127.0.0.1:8125 (STATSD, prefix app)"));
    }

    @Test
    void whiteSpaceAroundAValueDoesNotCount() {
        String port = received.port() + "\n";
        assertThat(lines(application.withPropertyValues(
                        "statsd.prefix=app\n",
                        "statsd.host=127.0.0.1\n",
                        "statsd.port=" + port,
                        "statsd.protocol= tcp\n")))
                .containsExactly("app.counters.x:1|c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"statsd.enabled=no", "statsd.host="})
    void whereNothingIsSentTheServerMayBeWrong(String reason) {
        application
                .withPropertyValues(
                        "statsd.port=x", "statsd.protocol=sctp", "statsd.tls.bundle=none", "statsd.prefix=a..b", reason)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    context.getBean(Statsd.class).incr("x");
                    assertThat(received.linesReceived()).isZero();
                });
    }

    @Test
    void deliveryCannotBeConfirmedOverUdp() {
        application
                .withPropertyValues("statsd.protocol=udp", "statsd.delivery=confirmed")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("delivery is CONFIRMED"));
    }

    @Test
    void everyPropertyHasADescriptionForEditors() throws Exception {
        try (InputStream json =
                StatsdProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            String metadata = new String(json.readAllBytes(), StandardCharsets.UTF_8);
            Stream<String> names = Arrays.stream(StatsdProperties.class.getRecordComponents())
                    .map(component ->
                            component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT));
            assertThat(names)
                    .allSatisfy(name -> assertThat(metadata)
                            .containsPattern("\"name\": \"statsd." + name + "(\"|\\.)[^}]*\"description\": \"[A-Z]"));
        }
    }

    private List<String> lines(ApplicationContextRunner runner) {
        return lines(runner, statsd -> statsd.incr("x"));
    }

    /** All that arrived once the application has stopped. */
    private List<String> lines(ApplicationContextRunner runner, Consumer<Statsd> body) {
        runner.run(context -> {
            StatsdConnector connector = context.getBean(StatsdConnector.class);
            body.accept(connector);
            context.close();
            assertThat(connector.stats().pending()).isZero();
            assertThat(connector.stats().dropped()).isZero();
            assertThat(connector.stats().sent()).isEqualTo(received.linesReceived());
        });
        assertThat(received.badLines()).isEmpty();
        return received.lines();
    }
}
