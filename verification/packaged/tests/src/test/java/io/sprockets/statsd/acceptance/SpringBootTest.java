package io.sprockets.statsd.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpringBootTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String SLOW = "applications.my-service.timers.MyHandler.GET.";
    private static final int TERMINATED = 128 + 15;

    private final StatsdServer received = StatsdServer.start();

    @AfterEach
    void close() {
        received.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot-3-mvc", "boot-3-webflux", "boot-4-mvc", "boot-4-webflux"})
    void aStarterAndTwoVariablesAreEnough(String name) throws Exception {
        assertTwoLines(name);
    }

    @Test
    void itWorksAfterProcessingAheadOfTime() throws Exception {
        assertThat(assertTwoLines("boot-4-mvc", "-Dspring.aot.enabled=true")).contains("AOT-processed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot-3-mvc", "boot-3-webflux", "boot-4-mvc", "boot-4-webflux"})
    void anApplicationThatIsTerminatedUnderLoadRecordsEveryResponse(String name) throws Exception {
        try (PackagedApplication application = PackagedApplication.start(name, received);
                Clients clients = new Clients(application.port(), 64)) {
            clients.awaitResponses();
            application.terminate();
            assertThat(application.awaitExit()).isEqualTo(TERMINATED);
            clients.awaitEnd();

            assertThat(received.badLines()).isEmpty();
            long recorded = received.timer(SLOW + "200") + received.timer(SLOW + "aborted");
            assertThat(received.linesReceived()).isEqualTo(recorded);
            // a server that stops closes connections that it has just accepted, some of them after the application has
            // answered
            assertThat(recorded).isBetween(clients.answered(), clients.answered() + clients.cutOff());
            assertThat(received.timer(SLOW + "200")).isGreaterThanOrEqualTo(clients.answered());
        }
    }

    private String assertTwoLines(String name, String... options) throws Exception {
        try (PackagedApplication application = PackagedApplication.start(name, received, options)) {
            assertThat(Clients.get(application.port(), "/")).startsWith("HTTP/1.1 204");
            received.awaitLines(2, PATIENCE);
            application.terminate();
            assertThat(application.awaitExit()).isEqualTo(TERMINATED);

            assertThat(received.badLines()).isEmpty();
            assertThat(received.linesReceived()).isEqualTo(2);
            assertThat(received.timers())
                    .containsOnlyKeys(
                            "applications.my-service.timers.some-operation",
                            "applications.my-service.timers.MyHandler.GET.204");
            return application.output();
        }
    }
}
