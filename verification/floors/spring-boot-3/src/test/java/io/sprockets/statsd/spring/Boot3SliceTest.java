package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.sprockets.statsd.Statsd;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.MockMvc;

/** Tests of a part of an application, which have no connector. */
class Boot3SliceTest {
    @Nested
    @WebMvcTest(controllers = Slice.MyHandler.class)
    @ContextConfiguration(classes = Slice.MyHandler.class)
    class OfTheWebLayer {
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

    @Nested
    @SpringBootTest(classes = Slice.MyHandler.class)
    @AutoConfigureStatsd
    class OfSomethingElse {
        @Autowired
        private Statsd statsd;

        @Test
        void itHasWhatTheAnnotationGivesIt() {
            assertThat(statsd).isSameAs(Statsd.noop());
        }
    }
}
