package io.sprockets.statsd.servlet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.testing.StatsdServer;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is left in a container that goes on when an application with this library has been taken away. */
abstract class RedeployContract {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int TIMES = 3;

    private final StatsdServer received = StatsdServer.start();

    /** Starts the container without an application, and returns the port. */
    abstract int startEmpty() throws Exception;

    /** Starts an application, the root, with its own class loader and these init parameters. */
    abstract void deploy(
            ClassLoader loader, Map<String, String> parameters, ServletContainerInitializer... initializers)
            throws Exception;

    /** Takes the application away. */
    abstract void undeploy() throws Exception;

    abstract void stop() throws Exception;

    @AfterEach
    void close() throws Exception {
        stop();
        received.close();
    }

    @Test
    void anApplicationThatIsTakenAwayLeavesNoThreadAndNoClassLoader() throws Exception {
        int port = startEmpty();
        Set<Thread> before = threads();
        for (int deployment = 1; deployment <= TIMES; deployment++) {
            WeakReference<ClassLoader> loader = used(port);
            assertThat(received.linesReceived()).isEqualTo(deployment);
            await().atMost(PATIENCE).until(() -> before.containsAll(threads()));
            await().atMost(PATIENCE).until(() -> isForgotten(loader));
        }
    }

    /** In a method of its own, so that nothing here keeps the class loader. */
    private WeakReference<ClassLoader> used(int port) throws Exception {
        Map<String, String> parameters = Map.of(
                "STATSD_HOST", received.host(),
                "STATSD_PORT", Integer.toString(received.port()),
                "STATSD_PREFIX", "app");
        try (War loader = new War()) {
            ServletContainerInitializer ours =
                    (ServletContainerInitializer) loader.loadClass(StatsdInitializer.class.getName())
                            .getConstructor()
                            .newInstance();
            assertThat(ours).isNotInstanceOf(StatsdInitializer.class);
            deploy(
                    loader,
                    parameters,
                    ours,
                    (classes, context) ->
                            context.addServlet("Answer", new Answer()).addMapping("/*"));
            assertThat(answer(port)).startsWith("HTTP/1.1 204");
            undeploy();
            return new WeakReference<>(loader);
        }
    }

    /** Over a connection that ends, since Jetty keeps the application with one that is kept alive. */
    private static String answer(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    private static boolean isForgotten(WeakReference<ClassLoader> loader) {
        System.gc();
        return loader.get() == null;
    }

    /** Those of connectors. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("statsd-(sender|lookup)"))
                .collect(Collectors.toSet());
    }

    /** Of the application, and not of its container, is this library. */
    private static final class War extends URLClassLoader {
        War() {
            super(
                    Stream.of(Statsd.class, HttpMetrics.class, StatsdFilter.class)
                            .map(War::origin)
                            .toArray(URL[]::new),
                    War.class.getClassLoader());
        }

        private static URL origin(Class<?> type) {
            return type.getProtectionDomain().getCodeSource().getLocation();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (findLoadedClass(name) != null || !name.startsWith("io.sprockets.statsd.")) {
                    return super.loadClass(name, resolve);
                }
                return findClass(name);
            }
        }
    }

    private static final class Answer extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(204);
        }
    }
}
