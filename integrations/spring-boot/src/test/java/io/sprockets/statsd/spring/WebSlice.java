package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** Tests of the web layer alone, whose annotation has another name in each line of Spring Boot. */
final class WebSlice {
    private WebSlice() {}

    /** With no annotation of ours. */
    abstract static class Plain {
        @Autowired
        private MockMvc mvc;

        @Autowired
        private Statsd statsd;

        @Test
        void aControllerThatRecordsIsTestedAsAnyOther() throws Exception {
            mvc.perform(get("/")).andExpect(status().isNoContent());
            assertThat(statsd).isSameAs(Statsd.noop());
        }
    }

    /** With {@code @AutoConfigureStatsd(server = true)}. */
    abstract static class WithServer {
        @Autowired
        private MockMvc mvc;

        @Autowired
        private StatsdServer server;

        @Test
        void whatAControllerRecordsAndItsRequestArrive() throws Exception {
            mvc.perform(get("/")).andExpect(status().isNoContent());

            server.awaitLines(3, Duration.ofMinutes(1));
            assertThat(server.counters()).containsEntry("test.counters.done", 1.0);
            assertThat(server.timers()).containsOnlyKeys("test.timers.some-operation", "test.timers.MyHandler.GET.204");
        }
    }
}
