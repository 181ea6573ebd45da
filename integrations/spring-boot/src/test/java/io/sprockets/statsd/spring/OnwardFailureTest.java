package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
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
        "SERVLET, /handled, 502",
        "SERVLET, /handled-later, 502",
        "REACTIVE, /handled, 502",
        "REACTIVE, /unhandled, 500",
        "REACTIVE, /handled-later, 502",
    })
    void itIsWhatTheClientWasTold(WebApplicationType type, String path, int status) throws Exception {
        Map<String, Object> properties = Map.of(
                "statsd.host",
                received.host(),
                "statsd.port",
                received.port(),
                "statsd.prefix",
                "app",
                "spring.reactor.netty.shutdown-quiet-period",
                "0s");
        try (RunningApplication application = new RunningApplication(
                type, properties, context -> {}, HandledController.class, UnhandledController.class)) {
            assertThat(get(application.port(), path)).isEqualTo(status);
        }
        assertThat(received.timers()).containsOnlyKeys("app.timers." + name(path) + ".GET." + status);
        assertThat(received.linesReceived()).isEqualTo(1);
    }

    private static int get(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static String name(String path) {
        return path.equals("/unhandled") ? "UnhandledController" : "HandledController";
    }

    @RestController
    static class UnhandledController {
        @GetMapping("/unhandled")
        Mono<String> unhandled() {
            return Mono.error(new IOException("the other server hung up", new EOFException()));
        }
    }

    @RestController
    static class HandledController {
        @GetMapping("/handled")
        String handled() throws IOException {
            throw new IOException("the other server hung up", new EOFException());
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
}
