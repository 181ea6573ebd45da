package io.sprockets.statsd.http.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.http.RequestTimer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The contract against the JDK's own server and the smallest integration there can be. */
class JdkServerTest extends HttpServerContract {
    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // it writes head and body apart
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private @Nullable HttpServer server;
    private @Nullable HttpMetrics metrics;

    @Override
    protected long inFlight() {
        return requireNonNull(metrics).inFlight();
    }

    @Override
    protected int start(StatsdConnector statsd) throws IOException {
        HttpMetrics metrics = HttpMetrics.of(statsd);
        this.metrics = metrics;
        HttpServer created = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        created.setExecutor(threads);
        route(created, metrics, "/", null, exchange -> answer(exchange, 404, "not found"));
        route(created, metrics, "/plain", "plain", exchange -> answer(exchange, 200, "plain"));
        route(created, metrics, "/async", "async", exchange -> afterDelay(() -> answer(exchange, 202, "")));
        route(created, metrics, "/failing", "failing", exchange -> {
            throw new IllegalStateException("on purpose");
        });
        route(
                created,
                metrics,
                "/failing-later",
                "failing-later",
                exchange -> afterDelay(() -> {
                    throw new IllegalStateException("on purpose");
                }));
        route(created, metrics, "/timeout", "timeout", exchange -> afterDelay(() -> answer(exchange, 503, "")));
        route(created, metrics, "/sub/items/", "items.id", exchange -> answer(exchange, 200, "item"));
        route(created, metrics, "/endless", "endless", this::endless);
        route(created, metrics, "/events", "events", this::events);
        route(created, metrics, "/feed", "feed", this::feed);
        route(created, metrics, "/body", "body", exchange -> {
            exchange.getRequestBody().readAllBytes();
            answer(exchange, 200, "body");
        });
        route(created, metrics, "/broken", "broken", exchange -> broken(exchange, () -> {}));
        route(
                created,
                metrics,
                "/broken-later",
                "broken-later",
                exchange -> broken(exchange, () -> afterDelay(() -> {})));
        route(created, metrics, "/upgrade", "upgrade", exchange -> answer(exchange, 101, ""));
        created.start();
        server = created;
        return created.getAddress().getPort();
    }

    @Override
    protected void stop() throws InterruptedException {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(1, MINUTES)).isTrue();
        later.shutdown();
    }

    @Override
    protected String handler(Route route) {
        return switch (route) {
            case PLAIN -> "plain";
            case ASYNC -> "async";
            case FAILING -> "failing";
            case FAILING_LATER -> "failing-later";
            case TIMEOUT -> "timeout";
            case ITEM -> "items_id";
            case ENDLESS -> "endless";
            case EVENTS -> "events";
            case FEED -> "feed";
            case BODY -> "body";
            case BROKEN -> "broken";
            case BROKEN_LATER -> "broken-later";
            case UPGRADE -> "upgrade";
        };
    }

    /** A handler that is run on a separate thread and may block. */
    private interface Body {
        void run(HttpExchange exchange) throws Exception;
    }

    private static void route(HttpServer server, HttpMetrics metrics, String path, @Nullable String name, Body body) {
        server.createContext(path, exchange -> {
            RequestTimer timer = metrics.start(exchange.getRequestMethod());
            try {
                body.run(exchange);
                timer.end(name, exchange.getResponseCode());
            } catch (IOException gone) {
                timer.abort(name);
            } catch (Exception failed) {
                if (exchange.getResponseCode() > 0) { // it has been sent
                    timer.fail(name);
                } else {
                    answer(exchange, 500, "");
                    timer.end(name, 500);
                }
            } finally {
                exchange.close();
            }
        });
    }

    private void afterDelay(Step step) throws Exception {
        later.schedule(
                        () -> {
                            step.run();
                            return null;
                        },
                        Route.DELAY.toMillis(),
                        MILLISECONDS)
                .get();
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        boolean bodiless = text.isEmpty() || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bodiless ? -1 : text.length());
        if (!bodiless) {
            exchange.getResponseBody().write(text.getBytes(UTF_8));
        }
    }

    private void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        byte[] chunk = new byte[8192];
        while (true) {
            body.write(chunk);
        }
    }

    private void feed(HttpExchange exchange) throws Exception {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        while (true) {
            later.schedule(() -> null, 10, MILLISECONDS).get();
            exchange.getResponseBody().write("data: 1\n\n".getBytes(UTF_8));
            exchange.getResponseBody().flush();
        }
    }

    private void broken(HttpExchange exchange, Step wait) throws Exception {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(new byte[16]);
        exchange.getResponseBody().flush();
        wait.run();
        throw new IllegalStateException("on purpose");
    }

    private void events(HttpExchange exchange) throws Exception {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        body.write("data: 1\n\ndata: 2\n\n".getBytes(UTF_8));
        afterDelay(() -> body.write("data: 3\n\n".getBytes(UTF_8)));
    }
}
