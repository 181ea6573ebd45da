package io.sprockets.statsd.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.eclipse.jetty.io.EofException;
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
        "GET /other-server, 500",
        "GET /own-status, 500",
    })
    void anExceptionIsWhatTheClientWasTold(String request, int status) throws Exception {
        assertThat(answer(request + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status);
        assertRecorded("GET." + status);
    }

    @Test
    void anotherServerThatHangsUpIsNoClientThatLeft() throws Exception {
        assertThat(answer(
                        "POST /other-server HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 4\r\n\r\nbody"))
                .startsWith("HTTP/1.1 500");
        assertRecorded("POST.500");
    }

    @Test
    void anotherServerThatHangsUpWithinTheResponseIsNoClientThatLeft() throws Exception {
        assertThat(answer("GET /onward HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertRecorded("GET.failed");
    }

    @Test
    void aResponseOfTextThatBreaksOffIsNoClientThatLeft() throws Exception {
        assertThat(answer("GET /text HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertRecorded("GET.failed");
    }

    @Test
    void anExceptionAfterAnErrorWasSentIsThatError() throws Exception {
        String answer = answer("GET /refused HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 ");
        assertRecorded("GET." + answer.substring(9, 12));
    }

    @Test
    void aResponseThatIsShorterThanAnnouncedIsRecordedOnce() throws Exception {
        assertThat(answer("GET /short HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        received.awaitLines(1, PATIENCE);
        container.stop();
        assertThat(received.linesReceived()).isEqualTo(1);
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
        ServletRegistration.Dynamic servlet = context.addServlet("Failing", new Failing());
        servlet.setAsyncSupported(true);
        servlet.addMapping("/*");
    }

    private static final class Failing extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            switch (request.getPathInfo()) {
                case "/parameter" -> request.getParameter("a");
                case "/wrapped" -> wrapped(request);
                case "/unavailable" -> throw new UnavailableException("on purpose", 60);
                case "/gone" -> throw new UnavailableException("on purpose");
                case "/other-server" -> throw new EofException("the other server hung up");
                case "/onward" -> onward(response);
                case "/text" -> text(response);
                case "/own-status" -> ownStatus(response);
                case "/refused" -> refused(response);
                case "/short" -> shortened(request, response);
                default -> throw new IllegalStateException("on purpose");
            }
        }

        private static void onward(HttpServletResponse response) throws IOException {
            response.getOutputStream().print("a part");
            response.flushBuffer();
            throw new EofException("the other server hung up");
        }

        private static void text(HttpServletResponse response) throws IOException {
            response.getWriter().print("a part");
            response.flushBuffer();
            throw new IllegalStateException("on purpose");
        }

        private static void ownStatus(HttpServletResponse response) {
            response.setStatus(404);
            throw new IllegalStateException("on purpose");
        }

        private static void refused(HttpServletResponse response) throws IOException {
            response.sendError(403);
            throw new IllegalStateException("on purpose");
        }

        private static void shortened(HttpServletRequest request, HttpServletResponse response) throws IOException {
            AsyncContext async = request.startAsync();
            response.setContentLength(100);
            response.getOutputStream().print("a part");
            response.flushBuffer();
            async.complete();
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
            if (request.getPathInfo().equals("/other-server")) {
                throw new EofException("the other server hung up");
            }
            request.getInputStream().readAllBytes();
        }
    }
}
