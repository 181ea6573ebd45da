package io.sprockets.statsd.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.jetty.io.EofException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a container answers to an exception is what is recorded. */
abstract class FailureContract {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final StatsdServer received = StatsdServer.start();
    private Container container;
    private int port;

    abstract Container container() throws Exception;

    /** What the container throws when a client has left. */
    abstract IOException clientLeft();

    @BeforeEach
    void start() throws Exception {
        container = container();
        container.initParameter("STATSD_HOST", received.host());
        container.initParameter("STATSD_PORT", Integer.toString(received.port()));
        port = container.start(new StatsdInitializer(), this::application);
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

    /** A client of the same container may throw what the container throws when its client has left. */
    @ParameterizedTest
    @CsvSource({"/read-onward", "/read-text-onward"})
    void anotherServerThatHangsUpAfterTheBodyIsNoClientThatLeft(String path) throws Exception {
        String answer =
                answer("POST " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 4\r\n\r\nbody");
        assertThat(answer).startsWith("HTTP/1.1 ");
        assertRecorded("POST." + answer.substring(9, 12)); // of Tomcat 400
    }

    @Test
    void aDispatchThatFailsForAnotherServerIsNoClientThatLeft() throws Exception {
        assertThat(answer("GET /dispatched HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 500");
        assertRecorded("GET.500");
    }

    /** Jetty answers, Tomcat hangs up at once. */
    @ParameterizedTest
    @CsvSource({"/listener-reads", "/listener-writes"})
    void aListenerThatFailsForAnotherServerIsNoClientThatLeft(String path) throws Exception {
        String answer =
                answer("POST " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 4\r\n\r\nbody");
        assertRecorded("POST." + (answer.isEmpty() ? "500" : answer.substring(9, 12)));
    }

    @Test
    void aListenerThatFailsWithinTheResponseIsNoClientThatLeft() throws Exception {
        assertThat(answer("POST /listener-breaks"
                        + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 4\r\n\r\nbody"))
                .startsWith("HTTP/1.1 200");
        received.awaitLines(1, PATIENCE);
        container.stop();
        assertThat(received.timers().keySet())
                .singleElement()
                .isIn("timers.Failing.POST.failed", "timers.Failing.POST.200"); // Jetty lets it be completed
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

    /** Tomcat may hang up then. */
    @Test
    void anExceptionWhenTheRequestHasBecomeAsynchronousIsAServerError() throws Exception {
        String answer = answer("GET /started HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertThat(answer).matches("(?s)(HTTP/1.1 500.*)?");
        assertRecorded("GET.500");
    }

    @Test
    void anErrorThatIsSentInPlaceOfAnExceptionIsThatError() throws Exception {
        answer("GET /refused-later HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"); // Tomcat may hang up
        assertRecorded("GET.503");
    }

    @Test
    void anErrorThatIsSentWhenTheTimeIsOverIsThatError() throws Exception {
        assertThat(answer("GET /too-late HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 503");
        assertRecorded("GET.503");
    }

    @Test
    void aResponseThatIsClosedWhenTheTimeIsOverIsComplete() throws Exception {
        assertThat(answer("GET /closed-late HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .contains("at last");
        assertRecorded("GET.200");
    }

    @Test
    void aResponseThatTheContainerBreaksOffWhenTheTimeIsOverHasFailed() throws Exception {
        String answer = answer("GET /too-long HTTP/1.1\r\nHost: a\r\n\r\n", "0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").contains("a part");
        assertRecorded(answer.endsWith("0\r\n\r\n") ? "GET.200" : "GET.failed"); // Jetty completes it
    }

    @Test
    void aResponseThatIsShorterThanAnnouncedIsRecordedOnce() throws Exception {
        assertThat(answer("GET /short HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        received.awaitLines(1, PATIENCE);
        container.stop();
        assertThat(received.linesReceived()).isEqualTo(1);
    }

    /** Whatever the application makes of what it is told then. */
    @ParameterizedTest
    @CsvSource({"/read", "/read-text", "/read-wrapped", "/read-renamed", "/parameters", "/listened", "/later"})
    void aClientThatLeavesWithinItsRequestIsAborted(String path) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String head = "POST " + path + " HTTP/1.1\r\nHost: a\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n";
            socket.getOutputStream().write((head + "begin=").getBytes(ISO_8859_1));
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

    /** All that comes until this does, or the server ends the connection. */
    private String answer(String request, String end) throws IOException {
        StringBuilder answer = new StringBuilder();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            for (int read = 0; read >= 0 && answer.indexOf(end) < 0; ) {
                read = socket.getInputStream().read();
                if (read >= 0) {
                    answer.append((char) read);
                }
            }
        }
        return answer.toString();
    }

    private void application(Object classes, ServletContext context) {
        ServletRegistration.Dynamic servlet = context.addServlet("Failing", new Failing(this::clientLeft));
        servlet.setAsyncSupported(true);
        servlet.addMapping("/*");
    }

    private static final class Failing extends HttpServlet {
        private static final long serialVersionUID = 1;

        private final transient Supplier<IOException> clientLeft;

        Failing(Supplier<IOException> clientLeft) {
            this.clientLeft = clientLeft;
        }

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
                case "/dispatched" -> dispatched(request);
                case "/short" -> shortened(request, response);
                case "/started" -> started(request);
                case "/refused-later" -> refusedLater(request, response);
                case "/too-late" -> tooLate(request, response);
                case "/too-long" -> tooLong(request, response);
                case "/closed-late" -> closedLate(request, response);
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

        private static void started(HttpServletRequest request) {
            request.startAsync();
            throw new IllegalStateException("on purpose");
        }

        private static void refusedLater(HttpServletRequest request, HttpServletResponse response) {
            AsyncContext async = request.startAsync();
            async.addListener(new Listener(async, () -> response.sendError(503)));
            throw new IllegalStateException("on purpose");
        }

        private static void tooLate(HttpServletRequest request, HttpServletResponse response) {
            AsyncContext async = request.startAsync();
            async.setTimeout(10);
            async.addListener(new Listener(async, () -> response.sendError(503)));
        }

        private static void closedLate(HttpServletRequest request, HttpServletResponse response) {
            AsyncContext async = request.startAsync();
            async.setTimeout(10);
            async.addListener(new Listener(async, () -> {
                response.getOutputStream().print("at last");
                response.getOutputStream().close();
            }));
        }

        private static void tooLong(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.startAsync().setTimeout(10);
            response.getOutputStream().print("a part");
            response.flushBuffer();
        }

        private static void wrapped(HttpServletRequest request) throws ServletException {
            try {
                throw new IllegalStateException(request.getParameter("a"));
            } catch (RuntimeException e) {
                throw new ServletException("on purpose", e);
            }
        }

        private static void dispatched(HttpServletRequest request) throws IOException {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                throw new IOException("Connection reset by peer");
            }
            request.startAsync().dispatch();
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            switch (request.getPathInfo()) {
                case "/other-server" -> throw new EofException("the other server hung up");
                case "/read-onward" -> {
                    request.getInputStream().readAllBytes();
                    throw clientLeft.get();
                }
                case "/read-text-onward" -> {
                    request.getReader().transferTo(Writer.nullWriter());
                    throw clientLeft.get();
                }
                case "/read-text" -> request.getReader().transferTo(Writer.nullWriter());
                case "/read-wrapped" -> wrapped(() -> request.getInputStream().readAllBytes());
                case "/read-renamed" -> renamed(request);
                case "/parameters" -> request.getParameter("a");
                case "/listened" -> listen(request, () -> {});
                case "/later" -> later(request);
                case "/listener-reads" -> listen(request, Failing::hangUp);
                case "/listener-writes" -> write(request, response, Failing::hangUp);
                case "/listener-breaks" ->
                    write(request, response, () -> {
                        response.getOutputStream().print("a part");
                        response.flushBuffer();
                        hangUp();
                    });
                default -> request.getInputStream().readAllBytes();
            }
        }

        private static void hangUp() throws IOException {
            throw new IOException("Connection reset by peer");
        }

        private static void wrapped(Body body) throws ServletException {
            try {
                body.run();
            } catch (IOException e) {
                throw new ServletException("on purpose", e);
            }
        }

        @SuppressWarnings("UnusedException") // as applications do it
        private static void renamed(HttpServletRequest request) {
            try {
                request.getInputStream().readAllBytes();
            } catch (IOException e) {
                throw new IllegalStateException("on purpose");
            }
        }

        private static void later(HttpServletRequest request) {
            AsyncContext async = request.startAsync();
            async.start(() -> {
                try {
                    request.getInputStream().readAllBytes();
                } catch (IOException gone) {
                    async.dispatch("/failing");
                }
            });
        }

        /** Reads without blocking, and does something at the end. */
        private static void listen(HttpServletRequest request, Body end) throws IOException {
            AsyncContext async = request.startAsync();
            ServletInputStream body = request.getInputStream();
            body.setReadListener(new ReadListener() {
                @Override
                public void onDataAvailable() throws IOException {
                    while (body.isReady() && !body.isFinished()) {
                        body.read();
                    }
                }

                @Override
                public void onAllDataRead() throws IOException {
                    end.run();
                    async.complete();
                }

                @Override
                public void onError(Throwable failure) {
                    async.complete();
                }
            });
        }

        private static void write(HttpServletRequest request, HttpServletResponse response, Body body)
                throws IOException {
            AsyncContext async = request.startAsync();
            response.getOutputStream().setWriteListener(new WriteListener() {
                @Override
                public void onWritePossible() throws IOException {
                    body.run();
                }

                @Override
                public void onError(Throwable failure) {
                    async.complete();
                }
            });
        }
    }

    /** Answers and completes when the time is over, or when something was thrown. */
    private record Listener(AsyncContext async, Body answer) implements AsyncListener {
        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            answer.run();
            async.complete();
        }

        @Override
        public void onError(AsyncEvent event) throws IOException {
            onTimeout(event);
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    private interface Body {
        void run() throws IOException;
    }
}
