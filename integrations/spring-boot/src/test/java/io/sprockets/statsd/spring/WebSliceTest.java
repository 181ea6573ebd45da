package io.sprockets.statsd.spring;

import org.junit.jupiter.api.Nested;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.ContextConfiguration;

/** Tests of the web layer alone, with the annotation of Spring Boot 4. */
class WebSliceTest {
    @Nested
    @WebMvcTest(controllers = Slice.MyHandler.class)
    @ContextConfiguration(classes = Slice.MyHandler.class)
    class Plain extends WebSlice.Plain {}

    @Nested
    @WebMvcTest(controllers = Slice.MyHandler.class)
    @ContextConfiguration(classes = Slice.MyHandler.class)
    @AutoConfigureStatsd(server = true)
    class WithServer extends WebSlice.WithServer {}
}
