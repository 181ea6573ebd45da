package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import reactor.core.publisher.Mono;

/** What requests are called that no method of a controller answers. */
class OtherHandlersTest {
    private final StatsdServer received = StatsdServer.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        received.close();
    }

    /** On the handler's way to a handshake there are wrappers of Spring's. */
    @ParameterizedTest
    @EnumSource
    void aHandlerOfWebSocketsIsCalledAfterItsClass(Stack stack) throws Exception {
        Class<?> sockets = stack.isReactive() ? FluxSockets.class : MvcSockets.class;

        assertThat(name(stack, sockets, "/socket")).isEqualTo("EchoHandler.GET.400");
    }

    @ParameterizedTest
    @EnumSource
    void aFileOfARouterFunctionIsAFile(Stack stack) throws Exception {
        Class<?> resources = stack.isReactive() ? FluxResources.class : MvcResources.class;

        assertThat(name(stack, resources, "/files/style.css")).isEqualTo("static.GET.200");
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatARouterFunctionHasNotIsUnmatched(Stack stack) throws Exception {
        Class<?> resources = stack.isReactive() ? FluxResources.class : MvcResources.class;

        assertThat(name(stack, resources, "/files/none.css")).isEqualTo("unmatched.GET.404");
    }

    @ParameterizedTest
    @CsvSource({
        "TOMCAT, /about/7, about__page_.GET.200",
        "JETTY, /about/7, about__page_.GET.200",
        "TOMCAT, /old, old.GET.302",
        "JETTY, /old, old.GET.302",
        "TOMCAT, /gone, gone.GET.410",
        "JETTY, /gone, gone.GET.410",
    })
    void aViewControllerIsCalledAfterItsRoute(Stack stack, String path, String name) throws Exception {
        assertThat(name(stack, Views.class, path)).isEqualTo(name);
    }

    /** What one request is recorded as. */
    private String name(Stack stack, Class<?> handlers, String path) throws Exception {
        Map<String, Object> properties = Map.of(
                "statsd.host",
                received.host(),
                "statsd.port",
                received.port(),
                "statsd.prefix",
                "app",
                "spring.reactor.netty.shutdown-quiet-period",
                "0s");
        try (RunningApplication application = new RunningApplication(stack, properties, context -> {}, handlers)) {
            URI uri = URI.create("http://127.0.0.1:" + application.port() + path);
            client.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(1)).build(), BodyHandlers.discarding());
        }
        assertThat(received.linesReceived()).isEqualTo(1);
        return received.metrics().get(0).name().replaceFirst("^app\\.timers\\.", "");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSocket
    static class MvcSockets implements WebSocketConfigurer {
        @Override
        public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
            registry.addHandler(new MvcSockets.EchoHandler(), "/socket")
                    .setHandshakeHandler((request, response, handler, all) -> {
                        response.setStatusCode(HttpStatus.BAD_REQUEST); // as it is, without the header Upgrade
                        return false;
                    });
        }

        private static final class EchoHandler extends TextWebSocketHandler implements WebSocketHandler {}
    }

    @Configuration(proxyBeanMethods = false)
    static class FluxSockets {
        @Bean
        SimpleUrlHandlerMapping sockets() {
            return new SimpleUrlHandlerMapping(Map.of("/socket", new FluxSockets.EchoHandler()), 0);
        }

        private static final class EchoHandler implements org.springframework.web.reactive.socket.WebSocketHandler {
            @Override
            public Mono<Void> handle(WebSocketSession session) {
                return session.close();
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MvcResources {
        @Bean
        RouterFunction<ServerResponse> files() {
            return RouterFunctions.resources("/files/**", new ClassPathResource("static/"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class FluxResources {
        @Bean
        org.springframework.web.reactive.function.server.RouterFunction<
                        org.springframework.web.reactive.function.server.ServerResponse>
                files() {
            return org.springframework.web.reactive.function.server.RouterFunctions.resources(
                    "/files/**", new ClassPathResource("static/"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Views implements WebMvcConfigurer {
        @Override
        public void addViewControllers(ViewControllerRegistry registry) {
            registry.addViewController("/about/{page}").setViewName("about");
            registry.addRedirectViewController("/old", "/new");
            registry.addStatusController("/gone", HttpStatus.GONE);
        }

        @Bean
        View about() {
            return new About();
        }

        private static final class About implements View {
            @Override
            public String getContentType() {
                return "text/plain";
            }

            @Override
            public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
                    throws IOException {
                response.getWriter().print("about");
            }
        }
    }
}
