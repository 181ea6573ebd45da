package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.io.EofException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Another server that hangs up on the application looks like a client that left, but the client is there. */
class OnwardFailureTest {
    private final StatsdServer received = StatsdServer.start();

    @AfterEach
    void close() {
        received.close();
    }

    @ParameterizedTest
    @CsvSource({
        "TOMCAT, GET, /handled, 502",
        "JETTY, GET, /handled, 502",
        "NETTY, GET, /handled, 502",
        "TOMCAT, GET, /handled-later, 502",
        "JETTY, GET, /handled-later, 502",
        "NETTY, GET, /handled-later, 502",
        "TOMCAT, POST, /handled, 502",
        "JETTY, POST, /handled, 502",
        "NETTY, POST, /handled, 502",
        "NETTY, GET, /unhandled, 500",
    })
    void itIsWhatTheClientWasTold(Stack stack, String method, String path, int status) throws Exception {
        assertThat(recorded(stack, method, path)).isEqualTo(status);
    }

    /** Spring itself takes some exceptions for those of a client, and answers 200 with nothing; the client is there. */
    @ParameterizedTest
    @CsvSource({"TOMCAT", "JETTY", "NETTY"})
    void itIsWhatTheClientWasToldThoughNobodyHandlesIt(Stack stack) throws Exception {
        assertThat(recorded(stack, "GET", "/unhandled-eof")).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"TOMCAT", "JETTY", "NETTY"})
    void withinAResponseItIsNoClientThatLeft(Stack stack) throws Exception {
        Object onward = stack.isReactive() ? new FluxOnwardController() : new MvcOnwardController();
        try (RunningApplication application = start(stack, onward.getClass())) {
            assertThat(send(application.port(), "GET", "/onward")).isEqualTo(200);
        }
        assertThat(received.timers())
                .containsOnlyKeys("app.timers." + onward.getClass().getSimpleName() + ".GET.failed");
        assertThat(received.linesReceived()).isEqualTo(1);
    }

    /** The status that the client got, and that was recorded. */
    private int recorded(Stack stack, String method, String path) throws Exception {
        int status;
        try (RunningApplication application = start(stack, HandledController.class, UnhandledController.class)) {
            status = send(application.port(), method, path);
        }
        String handler = path.startsWith("/unhandled") ? "UnhandledController" : "HandledController";
        assertThat(received.timers()).containsOnlyKeys("app.timers." + handler + "." + method + "." + status);
        assertThat(received.linesReceived()).isEqualTo(1);
        return status;
    }

    private RunningApplication start(Stack stack, Class<?>... controllers) {
        Map<String, Object> properties = Map.of(
                "statsd.host",
                received.host(),
                "statsd.port",
                received.port(),
                "statsd.prefix",
                "app",
                "spring.reactor.netty.shutdown-quiet-period",
                "0s");
        return new RunningApplication(stack, properties, context -> {}, controllers);
    }

    private static int send(int port, String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.ofString("body"))
                .timeout(Duration.ofMinutes(1))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    @RestController
    static class UnhandledController {
        @GetMapping("/unhandled")
        Mono<String> unhandled() {
            return Mono.error(new IOException("the other server hung up", new EOFException()));
        }

        @GetMapping("/unhandled-eof")
        Mono<String> unhandledEof() {
            return Mono.error(new EofException("the other server hung up"));
        }
    }

    @RestController
    static class HandledController {
        /** Jetty's client throws the class that Jetty's server throws. */
        @RequestMapping("/handled")
        String handled() throws IOException {
            throw new EofException("the other server hung up");
        }

        @GetMapping("/handled-later")
        Mono<String> handledLater() {
            return Mono.error(new IOException("Connection reset by peer"));
        }

        @ExceptionHandler(IOException.class)
        @ResponseStatus(HttpStatus.BAD_GATEWAY)
        String badGateway() {
            return "bad gateway";
        }
    }

    @RestController
    static class MvcOnwardController {
        @GetMapping("/onward")
        void onward(HttpServletResponse response) throws IOException {
            response.getOutputStream().print("a part");
            response.flushBuffer();
            throw new EofException("the other server hung up");
        }
    }

    @RestController
    static class FluxOnwardController {
        @GetMapping("/onward")
        Mono<Void> onward(ServerWebExchange exchange) {
            DataBuffer part = DefaultDataBufferFactory.sharedInstance.wrap(new byte[16]);
            Flux<DataBuffer> parts =
                    Flux.just(part).concatWith(Mono.error(new IOException("Connection reset by peer")));
            return exchange.getResponse().writeAndFlushWith(parts.map(Mono::just));
        }
    }
}
