package io.sprockets.statsd.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.testing.StatsdServer;
import io.sprockets.statsd.vertx.StatsdApplication;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.WebClient;
import jakarta.servlet.ServletContext;
import java.nio.file.Path;

/** What the documents' snippets take for granted: they are compiled as parts of a subclass of this. */
@SuppressWarnings("NullAway.Init") // never run
public abstract class Surroundings extends VerticleBase implements StatsdApplication {
    private static final String COMMON = """
            import static io.sprockets.statsd.api.Surroundings.doSomething;
            import static org.assertj.core.api.Assertions.assertThat;
            import static org.mockito.Mockito.*;

            import io.micrometer.core.instrument.MeterRegistry;
            import io.micrometer.core.instrument.binder.jvm.*;
            import io.micrometer.core.instrument.binder.system.*;
            import io.sprockets.statsd.*;
            import io.sprockets.statsd.api.Surroundings.*;
            import io.sprockets.statsd.http.*;
            import io.sprockets.statsd.micrometer.*;
            import io.sprockets.statsd.servlet.StatsdContextListener;
            import io.sprockets.statsd.testing.*;
            import io.sprockets.statsd.testing.junit.*;
            import io.sprockets.statsd.vertx.*;
            import java.net.http.HttpClient;
            import java.nio.file.Path;
            import java.time.*;
            import java.util.*;
            import org.junit.jupiter.api.Test;
            """;
    private static final String VERTX = """
            import io.vertx.core.*;
            import io.vertx.core.http.*;
            import io.vertx.ext.web.*;
            import io.vertx.ext.web.client.*;
            """;
    private static final String HTTP_TESTS = """
            import io.sprockets.statsd.http.tests.*;
            """;
    private static final String SPRING = """
            import io.sprockets.statsd.spring.*;
            import org.springframework.beans.factory.annotation.*;
            import org.springframework.boot.ApplicationRunner;
            import org.springframework.boot.test.context.*;
            import org.springframework.context.annotation.*;
            import org.springframework.http.HttpStatus;
            import org.springframework.web.bind.annotation.*;
            """;

    protected StatsdConnector statsd;
    protected MeterRegistry registry;
    protected StatsdServer server;
    protected Router router;
    protected WebClient client;
    protected Order order;
    protected Order item;

    protected abstract ServletContext getServletContext();

    /** What a reader's IDE would import. */
    static String imports(Path document) {
        String path = document.toString();
        return COMMON + (path.contains("vertx") ? VERTX : path.contains("http-tests") ? HTTP_TESTS : SPRING);
    }

    public static void doSomething() {}

    public static Future<Void> doSomething(Vertx vertx) {
        return Future.succeededFuture();
    }

    /** The reader's application, which takes orders. */
    public static final class Application {
        public Application(String host, int port) {}

        public void placeOrder() {}
    }

    /** A server with the reader's own integration. */
    public static final class MyServer {
        public MyServer(HttpMetrics metrics) {}

        public int port() {
            return 0;
        }

        public void close() {}
    }

    /** What a reader sells. */
    public record Order(String id) {}

    /** Where orders are placed. */
    public static final class Orders {
        public Orders(Statsd statsd) {}

        public void place() {}

        public void place(Order order) {}
    }
}
