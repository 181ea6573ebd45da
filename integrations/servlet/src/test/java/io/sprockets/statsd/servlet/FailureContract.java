package io.sprockets.statsd.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a container answers to an exception is what is recorded. */
abstract class FailureContract {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final StatsdServer received = StatsdServer.start();
    private Container container;
    private int port;

    abstract Container container() throws Exception;

    @BeforeEach
    void start() throws Exception {
        container = container();
        container.initParameter("STATSD_HOST", received.host());
        container.initParameter("STATSD_PORT", Integer.toString(received.port()));
        port = container.start(new StatsdInitializer(), FailureContract::application);
    }

    @AfterEach
    void stop() throws Exception {
        container.stop();
        received.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /parameter?a=%zz, 400",
        "GET /wrapped?a=%zz, 400",
        "GET /unavailable, 503",
        "GET /gone, 404",
        "GET /failing, 500",
        "GET /wrapped?a=b, 500",
    })
    void anExceptionIsWhatTheClientWasTold(String request, int status) throws Exception {
        assertThat(answer(request + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status);
        assertRecorded("GET." + status);
    }

    @Test
    void aClientThatLeavesWithinItsRequestIsAborted() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nbegin".getBytes(ISO_8859_1));
        }
        assertRecorded("POST.aborted");
    }

    private void assertRecorded(String end) throws Exception {
        received.awaitLines(1, PATIENCE);
        container.stop();
        assertThat(received.timers()).containsOnlyKeys("timers.Failing." + end);
        assertThat(received.linesReceived()).isEqualTo(1);
    }

    private String answer(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private static void application(Object classes, ServletContext context) {
        context.addServlet("Failing", new Failing()).addMapping("/*");
    }

    private static final class Failing extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException {
            switch (request.getPathInfo()) {
                case "/parameter" -> request.getParameter("a");
                case "/wrapped" -> wrapped(request);
                case "/unavailable" -> throw new UnavailableException("on purpose", 60);
                case "/gone" -> throw new UnavailableException("on purpose");
                default -> throw new IllegalStateException("on purpose");
            }
        }

        private static void wrapped(HttpServletRequest request) throws ServletException {
            try {
                throw new IllegalStateException(request.getParameter("a"));
            } catch (RuntimeException e) {
                throw new ServletException("on purpose", e);
            }
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.getInputStream().readAllBytes();
        }
    }
}
