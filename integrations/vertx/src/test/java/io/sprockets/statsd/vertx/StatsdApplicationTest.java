package io.sprockets.statsd.vertx;

import static io.sprockets.statsd.vertx.ContractRoutes.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.BindException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatsdApplicationTest {
    private final Vertx vertx = Vertx.vertx();
    private final StatsdServer server = StatsdServer.start();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "udp"})
    void startStatsd_sendsWithTheProtocolThatIsConfigured(String protocol) throws Exception {
        Application application = deployed(config().put("protocol", protocol));
        application.statsd().incr("hits");
        server.awaitLines(1, Duration.ofMinutes(1));

        assertThat(server.lines()).containsExactly("applications.service.counters.hits:1|c");
        assertThat(server.packetsReceived() > 0).isEqualTo(protocol.equals("udp"));
        stopped(application, 1);
    }

    @Test
    void startStatsd_calculatesThePrefix() throws Exception {
        JsonObject statsd = config();
        statsd.remove("prefix");
        Application application = deployed(new JsonObject()
                .put("service", "my-service")
                .put("environment", "development")
                .put("statsd", statsd));
        application.statsd().incr("hits");

        stopped(application, 1);
        assertThat(server.lines()).containsExactly("applications.my-service.development.counters.hits:1|c");
    }

    @Test
    void startStatsd_twiceKeepsTheConnector() throws Exception {
        Application application = deployed(config());
        StatsdConnector connector = application.statsdConnector().orElseThrow();
        await(application.startStatsd());

        assertThat(application.statsdConnector()).containsSame(connector);
        application.statsd().incr("hits");
        stopped(application, 1);
        assertThat(server.linesReceived()).isEqualTo(1);
    }

    @Test
    void startStatsd_afterAStopMakesANewConnector() throws Exception {
        Application application = deployed(config());
        StatsdConnector first = application.statsdConnector().orElseThrow();
        Future<Void> stop = application.stopStatsd();
        await(application.startStatsd());
        await(stop);

        assertThat(application.statsdConnector()).isPresent();
        assertThat(application.statsdConnector().orElseThrow()).isNotSameAs(first);
        application.statsd().incr("hits");
        stopped(application, 1);
    }

    @Test
    void stopStatsd_isFineWithoutAStart() throws Exception {
        await(new Application().stopStatsd());

        Application application = deployed(config());
        stopped(application, 0);
        await(application.stopStatsd());
    }

    @Test
    void stopStatsd_leavesNoConnector() throws Exception {
        Application application = deployed(config());
        stopped(application, 0);

        assertThat(application.statsdConnector()).isEmpty();
        application.statsd().incr("hits");
        assertThat(server.linesReceived()).isZero();
    }

    @Test
    void startStatsd_makesAConnectorThatDoesNothingWhenDisabled() throws Exception {
        Application application = deployed(new JsonObject().put("enabled", "no"));
        application.statsd().incr("hits");

        assertThat(application
                        .statsdConnector()
                        .map(connector -> connector.stats().recorded()))
                .isEqualTo(Optional.of(0L));
        stopped(application, 0);
        assertThat(server.linesReceived()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "prefix", "protocol"})
    void deployment_failsAndNamesTheSetting(String setting) {
        JsonObject statsd = config();
        if (setting.equals("protocol")) {
            statsd.put(setting, "unknown");
        } else {
            statsd.remove(setting);
        }

        assertThatThrownBy(() -> deployed(statsd))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("statsd." + setting);
    }

    @Test
    void startStatsd_stopsTheConnectorWhenTheRestOfTheStartFails() throws Exception {
        Set<Thread> before = senders();
        try (ServerSocket taken = new ServerSocket(0)) {
            Application application = new Application() {
                @Override
                public Future<?> start() {
                    HttpServer http = vertx.createHttpServer().requestHandler(request -> {});
                    return startStatsd(() -> http.listen(taken.getLocalPort()));
                }
            };

            DeploymentOptions options = Application.options(new JsonObject().put("statsd", config()));
            assertThatThrownBy(() -> await(vertx.deployVerticle(application, options)))
                    .hasRootCauseInstanceOf(BindException.class);
            assertThat(application.statsdConnector()).isEmpty();
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> before.containsAll(senders()));
    }

    @Test
    void startStatsd_stopsTheConnectorWhenTheRestOfTheStartThrows() throws Exception {
        Application application = deployed(config());
        Future<Void> start = application.startStatsd(() -> {
            throw new IllegalStateException("on purpose");
        });

        assertThatThrownBy(() -> await(start)).hasRootCauseMessage("on purpose");
        assertThat(application.statsdConnector()).isEmpty();
    }

    @Test
    void configureStatsd_comesLast() throws Exception {
        Application application = new Application() {
            @Override
            public void configureStatsd(StatsdConnector.Builder builder) {
                builder.prefix("other").typePrefixes(false);
            }
        };
        await(vertx.deployVerticle(application, Application.options(new JsonObject().put("statsd", config()))));
        application.statsd().incr("hits");

        stopped(application, 1);
        assertThat(server.lines()).containsExactly("other.hits:1|c");
    }

    private static Set<Thread> senders() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("statsd-sender"))
                .collect(Collectors.toSet());
    }

    private JsonObject config() {
        return new JsonObject()
                .put("host", server.host())
                .put("port", Integer.toString(server.port()))
                .put("prefix", "applications.service");
    }

    private Application deployed(JsonObject config) throws Exception {
        JsonObject whole = config.containsKey("statsd") ? config : new JsonObject().put("statsd", config);
        Application application = new Application();
        await(vertx.deployVerticle(application, Application.options(whole)));
        return application;
    }

    /** Stops it and checks its ledger. */
    private static void stopped(Application application, long recorded) throws Exception {
        StatsdConnector connector = application.statsdConnector().orElseThrow();
        await(application.stopStatsd());
        assertThat(connector.stats().recorded()).isEqualTo(recorded);
        assertThat(connector.stats().sent()).isEqualTo(recorded);
    }

    /** Does nothing but start and stop. */
    private static class Application extends VerticleBase implements StatsdApplication {
        static DeploymentOptions options(JsonObject config) {
            return new DeploymentOptions().setConfig(config);
        }

        @Override
        public Future<?> start() {
            return startStatsd();
        }

        @Override
        public Future<?> stop() {
            return stopStatsd();
        }
    }
}
