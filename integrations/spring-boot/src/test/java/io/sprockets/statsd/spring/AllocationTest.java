package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.servlet.StatsdFilter;
import jakarta.servlet.FilterChain;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.adapter.DefaultServerWebExchange;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.servlet.HandlerMapping;
import reactor.core.publisher.Mono;

/**
 * What recording a request allocates: the difference between passing it through the filter and passing it on without,
 * on one thread, whose bytes the JVM counts exactly. The least of several attempts counts: code that is not compiled
 * yet allocates more, and never less.
 */
class AllocationTest {
    private static final int REQUESTS = 10_000;
    private static final int ATTEMPTS = 10;
    private static final int MOST_OF_MVC = 128; // bytes
    private static final int MOST_OF_WEBFLUX = 300;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final StatsdConnector statsd =
            StatsdConnector.builder().host("127.0.0.1").queueBytes(1 << 24).build();
    private final HttpMetrics metrics = HttpMetrics.of(statsd);
    private final RequestNames names = new RequestNames(
            RequestProperties.Naming.HANDLER, new HandlerNames(new DefaultListableBeanFactory()), RouteNames.PATTERN);
    private final ApplicationNaming noNaming = new ApplicationNaming(null);
    private final MeasuredPaths all = MeasuredPaths.of(List.of(MeasuredPaths.ALL), List.of());
    private final HandlerMethod handler;

    AllocationTest() throws NoSuchMethodException {
        this.handler = new HandlerMethod(new OrderController(), "order");
    }

    private interface Request {
        void send() throws Exception;
    }

    @AfterEach
    void close() {
        statsd.close();
    }

    @Test
    void aRequestOfMvcAllocatesLittle() throws Exception {
        StatsdFilter filter = new StatsdFilter(metrics, new MvcNaming(names, noNaming, all));
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/orders/7");
        MockHttpServletResponse response = new MockHttpServletResponse();
        FilterChain mvc =
                (passed, answer) -> passed.setAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE, handler);

        assertMore(
                MOST_OF_MVC,
                () -> {
                    mvc.doFilter(request, response);
                    request.clearAttributes();
                },
                () -> {
                    filter.doFilter(request, response, mvc);
                    request.clearAttributes();
                });
    }

    @Test
    void aRequestOfWebFluxAllocatesLittle() throws Exception {
        ApplicationContext context = new StaticApplicationContext();
        StatsdWebFilter filter = new StatsdWebFilter(metrics, new FluxNaming(names, noNaming, all, context), 0);
        ServerWebExchange exchange = new Exchange(context);
        WebFilterChain webFlux = passed -> {
            passed.getAttributes()
                    .put(org.springframework.web.reactive.HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE, handler);
            return Mono.empty();
        };

        assertMore(
                MOST_OF_WEBFLUX,
                () -> webFlux.filter(exchange).subscribe(),
                () -> filter.filter(exchange, webFlux).subscribe());
    }

    private void assertMore(int most, Request bare, Request measured) throws Exception {
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            least = Math.min(least, allocated(measured));
        }
        long leastOfBare = Long.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            leastOfBare = Math.min(leastOfBare, allocated(bare));
        }
        assertThat(metrics.inFlight()).isZero();
        assertThat(statsd.stats().recorded()).isEqualTo((long) ATTEMPTS * REQUESTS);
        assertThat(least - leastOfBare)
                .as("bytes a request, %s in all, and %s without the filter", least, leastOfBare)
                .isBetween(1L, (long) most);
    }

    /** Bytes a request. */
    private static long allocated(Request request) throws Exception {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        for (int i = 0; i < REQUESTS; i++) {
            request.send();
        }
        return (THREADS.getThreadAllocatedBytes(thread) - before) / REQUESTS;
    }

    static final class OrderController {
        public String order() {
            return "order";
        }
    }

    /** One that never ends, so that it can be passed again. */
    private static final class Exchange extends ServerWebExchangeDecorator {
        private final ApplicationContext context;

        Exchange(ApplicationContext context) {
            super(new DefaultServerWebExchange(
                    MockServerHttpRequest.get("/orders/7").build(),
                    new Response(),
                    new DefaultWebSessionManager(),
                    ServerCodecConfigurer.create(),
                    new AcceptHeaderLocaleContextResolver()));
            this.context = context;
        }

        @Override
        public ApplicationContext getApplicationContext() {
            return context;
        }
    }

    /** One of another server than Netty. */
    private static final class Response extends MockServerHttpResponse {
        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <T> T getNativeResponse() {
            return (T) this;
        }
    }
}
