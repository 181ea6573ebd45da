package io.sprockets.statsd.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamingServiceTest {
    @Test
    void aFrameworkNamesItsRequestsAndLeavesOthersToTheirServlet(@TempDir Path services) throws Exception {
        Path service = services.resolve("META-INF/services/" + RequestNaming.class.getName());
        Files.createDirectories(service.getParent());
        Files.writeString(service, FrameworkNaming.class.getName());

        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (StatsdServer received = StatsdServer.start();
                URLClassLoader application =
                        new URLClassLoader(new URL[] {services.toUri().toURL()}, before)) {
            thread.setContextClassLoader(application);
            serveTwo(received);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void serveTwo(StatsdServer received) throws Exception {
        Container container = new JettyEe11Container();
        container.initParameter("STATSD_HOST", received.host());
        container.initParameter("STATSD_PORT", Integer.toString(received.port()));
        int port = container.start(
                new StatsdInitializer(),
                (classes, context) ->
                        context.addServlet("all", new AnyServlet()).addMapping("/*"));
        get(port, "/orders/7");
        get(port, "/else");
        container.stop();

        received.awaitLines(2, Duration.ofMinutes(1));
        assertThat(received.timers()).containsOnlyKeys("timers.orders.GET.200", "timers.all.GET.200");
    }

    private static void get(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    }

    /** Knows orders only. */
    public static final class FrameworkNaming implements RequestNaming {
        @Override
        public @Nullable String handler(HttpServletRequest request, HttpServletResponse response) {
            return request.getRequestURI().startsWith("/orders/") ? "orders" : null;
        }
    }

    private static final class AnyServlet extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(200);
        }
    }
}
