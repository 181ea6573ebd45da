package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The properties {@code statsd.tls.*}, and servers that believe them. */
@Timeout(120)
class TlsPropertiesTest {
    @TempDir
    private Path folder;

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, StatsdAutoConfiguration.class))
            .withPropertyValues("statsd.host=127.0.0.1", "statsd.prefix=app");

    @Test
    void theAuthoritiesOfAFileAreTrusted() throws Exception {
        try (TlsPeer server = new TlsPeer(folder, false)) {
            assertArrives(server, "statsd.tls.trusted=" + server.certificate());
        }
    }

    @Test
    void theServerIsShownTheCertificateOfAFile() throws Exception {
        try (TlsPeer server = new TlsPeer(folder, true)) {
            assertArrives(
                    server,
                    "statsd.tls.trusted=" + server.certificate(),
                    "statsd.tls.certificate=" + server.certificate(),
                    "statsd.tls.key=" + server.key());
        }
    }

    @Test
    void aBundleHasBoth() throws Exception {
        try (TlsPeer server = new TlsPeer(folder, true)) {
            String bundle = "spring.ssl.bundle.pem.metrics.";
            assertArrives(
                    server,
                    bundle + "truststore.certificate=file:" + server.certificate(),
                    bundle + "keystore.certificate=file:" + server.certificate(),
                    bundle + "keystore.private-key=file:" + server.key(),
                    "statsd.tls.bundle=metrics");
        }
    }

    @Test
    void aBundleThatIsMissingFailsTheStartAndIsNamed() {
        application
                .withPropertyValues("statsd.tls.bundle=misspelt")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("misspelt"));
    }

    /** As a test does that names its own server beside the configuration of production. */
    @Test
    void aServerThatABeanNamesIsSpokenToAsTheBeanSays() {
        try (StatsdServer server = StatsdServer.start()) {
            application
                    .withBean(StatsdConnectionDetails.class, () -> new InClear(server.host(), server.port()))
                    .withPropertyValues("statsd.tls.trusted=/etc/statsd-tls/ca.crt")
                    .run(context -> {
                        context.getBean(Statsd.class).incr("x");
                        server.awaitLines(1, Duration.ofMinutes(1));
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"statsd.tls.trusted=/none", "statsd.protocol=tls"})
    void withoutAServerNothingIsReadAndNothingSent(String property) {
        application
                .withPropertyValues("statsd.enabled=false", property)
                .run(context -> assertThat(context).hasNotFailed());
    }

    private void assertArrives(TlsPeer server, String... properties) {
        application
                .withPropertyValues("statsd.port=" + server.port())
                .withPropertyValues(properties)
                .run(context -> {
                    StatsdConnector connector = context.getBean(StatsdConnector.class);
                    connector.incr("x");
                    assertThat(connector.flush(Duration.ofMinutes(1))).isTrue(); // a first handshake may take long
                    context.close();
                    assertThat(connector.stats().sent()).isEqualTo(1);
                    assertThat(connector.stats().pending() + connector.stats().dropped())
                            .isZero();
                });
        assertThat(server.received()).isEqualTo("app.counters.x:1|c\n");
    }

    private record InClear(String host, int port) implements StatsdConnectionDetails {
        @Override
        public Protocol protocol() {
            return Protocol.TCP;
        }
    }
}
