package io.sprockets.statsd.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sprockets.statsd.interop.Journal;
import io.sprockets.statsd.interop.StatsdProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services with Micrometer, {@code @Timed} and, on Spring Boot, a pool and a cache: all of it reaches the server. */
class MicrometerTest {
    private static final String PREFIX = "applications.my-service.";
    private static final String REQUESTS = PREFIX + "httpServerRequests.";
    private static final int GREETINGS = 3;
    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path folder;

    private StatsdProcess server;

    @BeforeEach
    void startServer() {
        assumeThat(StatsdProcess.isInstalled()).as("npm has put statsd there").isTrue();
        server = StatsdProcess.started(folder);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot-3-micrometer", "boot-4-micrometer"})
    void whatAServiceMeasuresIsInTheServer(String name) throws Exception {
        assertServiceIsMeasured(name);
    }

    @Test
    void soItIsAfterProcessingAheadOfTime() throws Exception {
        assertThat(assertServiceIsMeasured("boot-4-micrometer", "-Dspring.aot.enabled=true"))
                .contains("AOT-processed");
    }

    private String assertServiceIsMeasured(String name, String... options) throws Exception {
        String output;
        try (PackagedApplication application = start(name, options)) {
            assertThat(Clients.get(application.port(), "/orders")).startsWith("HTTP/1.1 200");
            assertThat(Clients.get(application.port(), "/orders/7")).endsWith("order 7");
            assertThat(Clients.get(application.port(), "/orders/7")).endsWith("order 7");
            application.terminate();
            assertThat(application.awaitExit()).isEqualTo(TERMINATED);
            output = application.output();
            assertThat(output).containsOnlyOnce("Requests are recorded by Micrometer");
        }
        server.sigterm();
        Journal journal = server.journal();

        assertThat(requests(journal, "uri.-orders")).isEqualTo(1);
        assertThat(requests(journal, "uri.-orders-number")).isEqualTo(2);
        assertThat(journal.timers().keySet()).anyMatch(timer -> timer.startsWith(PREFIX + "ordersCount."));
        assertThat(journal.timers().keySet()).noneMatch(timer -> timer.startsWith(PREFIX + "timers."));
        assertThat(journal.gauges().keySet())
                .anyMatch(gauge -> gauge.startsWith(PREFIX + "jvmMemoryUsed."))
                .anyMatch(gauge -> gauge.startsWith(PREFIX + "hikaricpConnectionsMax."))
                .anyMatch(gauge -> gauge.startsWith(PREFIX + "executorPoolSize."))
                .anyMatch(gauge -> gauge.startsWith(PREFIX + "cacheSize."));
        assertThat(journal.countersUnder(PREFIX + "cacheGets.cache.orders.")).isEqualTo(2); // a miss and a hit
        assertThat(journal.countersUnder(PREFIX + "logbackEvents.level.info.")).isPositive();
        assertThat(journal.badLines()).isZero();
        return output;
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot-3-micrometer", "boot-4-micrometer"})
    void aServiceThatIsTerminatedUnderLoadRecordsEveryResponse(String name) throws Exception {
        try (PackagedApplication application = start(name);
                Clients clients = new Clients(application.port(), 64)) {
            clients.awaitResponses();
            application.terminate();
            assertThat(application.awaitExit()).isEqualTo(TERMINATED);
            clients.awaitEnd();
            server.sigterm();

            long recorded = requests(server.journal(), "uri.-slow");
            System.out.println(name + ": " + clients.answered() + " responses, " + recorded + " recorded, "
                    + clients.cutOff() + " connections cut off");
            assertThat(server.journal().badLines()).isZero();
            // a server that stops closes connections that it has just accepted, some after the application has answered
            assertThat(recorded).isBetween(clients.answered(), clients.answered() + clients.cutOff());
        }
    }

    @Test
    void whatAServiceOfQuarkusMeasuresIsInTheServer() throws Exception {
        assertGreetingsAreMeasured("quarkus/target/quarkus-app/quarkus-run.jar", "QUARKUS_HTTP_PORT");
    }

    @Test
    void whatAServiceOfMicronautMeasuresIsInTheServer() throws Exception {
        assertGreetingsAreMeasured("micronaut/target/hello-micronaut-0.1.0-SNAPSHOT.jar", "MICRONAUT_SERVER_PORT");
    }

    private void assertGreetingsAreMeasured(String jar, String portVariable) throws Exception {
        try (PackagedApplication application =
                PackagedApplication.startExample(jar, portVariable, StatsdProcess.HOST, server.port())) {
            for (int call = 0; call < GREETINGS; call++) {
                assertThat(Clients.get(application.port(), "/hello/you")).endsWith("Hello, you");
            }
            application.terminate();
            assertThat(application.awaitExit()).isEqualTo(TERMINATED);
        }
        server.sigterm();
        Journal journal = server.journal();

        assertThat(requests(journal, "uri.-hello-name")).isEqualTo(GREETINGS);
        assertThat(journal.timers().entrySet())
                .filteredOn(timer -> timer.getKey().startsWith(PREFIX + "greetings."))
                .singleElement()
                .satisfies(timer -> assertThat(timer.getValue()).hasSize(GREETINGS));
        assertThat(journal.gauges().keySet()).anyMatch(gauge -> gauge.startsWith(PREFIX + "jvmMemoryUsed."));
        assertThat(journal.badLines()).isZero();
    }

    private PackagedApplication start(String name, String... options) throws Exception {
        return PackagedApplication.start(name, StatsdProcess.HOST, server.port(), options);
    }

    private static long requests(Journal journal, String uri) {
        return journal.timers().entrySet().stream()
                .filter(timer ->
                        timer.getKey().startsWith(REQUESTS) && timer.getKey().endsWith("." + uri))
                .map(Map.Entry::getValue)
                .mapToLong(List::size)
                .sum();
    }
}
