package io.sprockets.statsd.spring;

import org.junit.jupiter.api.Nested;
import org.springframework.boot.test.autoconfigure.web.reactive.WebFluxTest;
import org.springframework.test.context.ContextConfiguration;

/** Tests of the web layer alone, with the annotation of Spring Boot 3. */
class Boot3FluxSliceTest {
    @Nested
    @WebFluxTest(controllers = Slice.MyHandler.class)
    @ContextConfiguration(classes = Slice.MyHandler.class)
    class Plain extends FluxSlice.Plain {}

    @Nested
    @WebFluxTest(controllers = Slice.MyHandler.class)
    @ContextConfiguration(classes = Slice.MyHandler.class)
    @AutoConfigureStatsd(server = true)
    class WithServer extends FluxSlice.WithServer {}
}
