package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Like {@link WebSlice}, of an application with WebFlux. */
final class FluxSlice {
    private FluxSlice() {}

    /** Without assertions of {@link WebTestClient}, whose types are others in Spring 6 than in Spring 7. */
    private static int get(WebTestClient client) {
        WebTestClient patient =
                client.mutate().responseTimeout(Duration.ofMinutes(1)).build(); // a machine may be busy with others
        return patient.get()
                .uri("/")
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    /** With no annotation of ours. */
    abstract static class Plain {
        @Autowired
        private WebTestClient client;

        @Autowired
        private Statsd statsd;

        @Test
        void aControllerThatRecordsIsTestedAsAnyOther() {
            assertThat(get(client)).isEqualTo(204);
            assertThat(statsd).isSameAs(Statsd.noop());
        }
    }

    /** With {@code @AutoConfigureStatsd(server = true)}. */
    abstract static class WithServer {
        @Autowired
        private WebTestClient client;

        @Autowired
        private StatsdServer server;

        @Test
        void whatAControllerRecordsAndItsRequestArrive() {
            assertThat(get(client)).isEqualTo(204);

            server.awaitLines(3, Duration.ofMinutes(1));
            assertThat(server.counters()).containsEntry("test.counters.done", 1.0);
            assertThat(server.timers()).containsOnlyKeys("test.timers.some-operation", "test.timers.MyHandler.GET.204");
        }
    }
}
