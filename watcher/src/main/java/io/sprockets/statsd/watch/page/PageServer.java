package io.sprockets.statsd.watch.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sprockets.statsd.watch.intake.Desk;
import io.sprockets.statsd.watch.json.Json;
import io.sprockets.statsd.watch.store.Snapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Serves the page and its figures to browsers and programs on this machine. It answers until it is closed; a client
 * costs at most a thread, and there are at most {@value #MOST_CLIENTS}. A client that does not read is cut off after
 * ten seconds.
 */
public final class PageServer implements AutoCloseable {
    private static final int MOST_CLIENTS = 64;
    private static final int MOST_CONNECTIONS = 4 * MOST_CLIENTS; // also those that ask for nothing
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ALL = Integer.MAX_VALUE;

    static {
        // Read once, when the first server is made.
        setIfAbsent("sun.net.httpserver.nodelay", "true"); // else an answer takes 40 ms
        setIfAbsent("sun.net.httpserver.maxReqTime", Long.toString(PATIENCE.toSeconds()));
        setIfAbsent("sun.net.httpserver.idleInterval", Long.toString(PATIENCE.toSeconds()));
        setIfAbsent("jdk.httpserver.maxConnections", Integer.toString(MOST_CONNECTIONS));
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Deadline deadline = new Deadline(PATIENCE);
    private final Replies replies = new Replies(deadline);
    private final Assets assets = new Assets();
    private final Gate gate;
    private final Desk desk;
    private final Answers answers;
    private final Streams streams;

    private PageServer(PageSettings settings, Desk desk) throws IOException {
        this.gate = new Gate(settings.address().isLoopbackAddress(), settings.name());
        this.desk = desk;
        this.answers = new Answers(desk);
        this.streams = new Streams(desk, answers, replies);
        this.server = HttpServer.create(new InetSocketAddress(settings.address(), settings.port()), 0);
        this.threads = new ThreadPoolExecutor(
                0, MOST_CLIENTS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), PageServer::thread);
    }

    /**
     * Starts to serve.
     *
     * @throws IOException if it cannot listen, for instance because the port is taken
     */
    public static PageServer start(PageSettings settings, Desk desk) throws IOException {
        PageServer page = new PageServer(settings, desk);
        page.server.setExecutor(page.threads);
        page.server.createContext("/", page::handle);
        page.server.start();
        return page;
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static Thread thread(Runnable body) {
        Thread thread = new Thread(body, "watch-page");
        thread.setDaemon(true);
        return thread;
    }

    /** Where the page is. */
    public URI uri() {
        InetAddress address = server.getAddress().getAddress();
        String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return URI.create("http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":"
                + server.getAddress().getPort() + "/");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Gate.Refusal refusal = gate.refusal(exchange);
            if (refusal != null && refusal.status() == 405) {
                replies.notAllowed(exchange);
            } else if (refusal != null) {
                replies.text(exchange, refusal.status(), refusal.reason());
            } else {
                answer(exchange);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        try {
            answer(exchange, exchange.getRequestURI().getPath());
        } catch (IllegalArgumentException wrong) {
            replies.text(exchange, 400, String.valueOf(wrong.getMessage()));
        }
    }

    private void answer(HttpExchange exchange, String path) throws IOException, InterruptedException {
        Parameters parameters = Parameters.of(exchange.getRequestURI());
        Snapshot now = desk.latest();
        switch (path) {
            case "/events" -> streams.listen(exchange, parameters);
            case "/api/series" -> {
                int offset = parameters.number("offset", 0, ALL);
                int limit = parameters.number("limit", ALL, ALL);
                replies.json(exchange, answers.series(now, parameters.query(), offset, limit));
            }
            case "/api/lines" -> replies.json(exchange, answers.lines(now, new NewestLines(desk)));
            case "/api/wrong" -> replies.json(exchange, answers.wrong(now));
            case "/api/connections" -> replies.json(exchange, answers.connections(now));
            default -> other(exchange, path, now);
        }
    }

    private void other(HttpExchange exchange, String path, Snapshot now) throws IOException {
        Assets.Asset asset = assets.at(path);
        Consumer<Json> one = path.matches("/api/series/[0-9]{1,9}") ? answers.one(now, number(path)) : null;
        if (asset != null) {
            replies.whole(exchange, 200, asset.type(), asset.bytes());
        } else if (one != null) {
            replies.json(exchange, one);
        } else {
            replies.text(exchange, 404, "there is nothing here");
        }
    }

    private static int number(String path) {
        return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    }

    /** Stops to serve. */
    @Override
    public void close() {
        streams.close();
        threads.shutdownNow();
        server.stop(0);
        deadline.close();
    }
}
