package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Tests of a part of an application, which have no connector of their own. */
class SliceTest {
    @Nested
    @SpringBootTest(classes = Slice.MyHandler.class)
    @AutoConfigureStatsd
    class WithTheAnnotation {
        @Autowired
        private Statsd statsd;

        @Test
        void itHasWhatTheAnnotationGivesIt() {
            assertThat(statsd).isSameAs(Statsd.noop());
        }
    }

    @Nested
    @SpringBootTest(classes = Slice.MyHandler.class, properties = "statsd.enabled=false")
    @AutoConfigureStatsd(server = true)
    class WithAServer {
        @Autowired
        private Slice.MyHandler handler;

        @Autowired
        private StatsdServer server;

        @Test
        void whatIsRecordedArrives() {
            handler.get();

            server.awaitCounter("test.counters.done", 1, Duration.ofMinutes(1));
        }
    }

    @Nested
    @SpringBootTest(classes = Slice.MyHandler.class, properties = "statsd.prefix=shop")
    @AutoConfigureStatsd(server = true)
    class WithAServerAndAPrefix {
        @Autowired
        private Slice.MyHandler handler;

        @Autowired
        private StatsdServer server;

        @Test
        void thePrefixIsThatOfTheApplication() {
            handler.get();

            server.awaitCounter("shop.counters.done", 1, Duration.ofMinutes(1));
        }
    }
}
