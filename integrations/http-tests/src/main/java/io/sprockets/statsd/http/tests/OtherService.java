package io.sprockets.statsd.http.tests;

import static java.util.concurrent.TimeUnit.MINUTES;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A service that an application sends requests to. It answers a GET with 200 and all else with 404, and what is asked
 * for under {@code /never} not at all.
 */
public final class OtherService implements AutoCloseable {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    /** Starts it on a free port. */
    public OtherService() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", OtherService::answer);
        server.createContext("/never", this::wait);
        server.start();
    }

    /** {@code http://127.0.0.1:port}, without a slash at the end. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Waits until there is a request that will never be answered. */
    public void awaitAsked() throws InterruptedException {
        if (!asked.await(1, MINUTES)) {
            throw new AssertionError("nobody has asked");
        }
    }

    /** Ends it, so that no request is answered any more. */
    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(exchange.getRequestMethod().equals("GET") ? 200 : 404, -1);
        exchange.close();
    }

    private void wait(HttpExchange exchange) {
        asked.countDown();
        try {
            over.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }
}
