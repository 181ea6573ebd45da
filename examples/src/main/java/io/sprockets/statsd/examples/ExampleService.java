package io.sprockets.statsd.examples;

import com.sun.net.httpserver.HttpServer;
import io.sprockets.statsd.Statsd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An HTTP service on a free port of the loopback address. It knows nothing of StatsD but the interface it records with. */
final class ExampleService {
    private static final int THREADS = 16;

    private final HttpServer http;
    private final ExecutorService threads;
    private final MyHandler handler;

    private ExampleService(HttpServer http, ExecutorService threads, MyHandler handler) {
        this.http = http;
        this.threads = threads;
        this.handler = handler;
    }

    static ExampleService start(Statsd statsd) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, Daemon::thread);
        MyHandler handler = new MyHandler(statsd);
        http.createContext("/", handler);
        http.setExecutor(threads);
        http.start();
        return new ExampleService(http, threads, handler);
    }

    URI uri() {
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + http.getAddress().getPort() + "/");
    }

    /** How many metrics the service recorded, by its own count. */
    long recorded() {
        return handler.recorded();
    }

    /** Stops to serve, and waits until the requests in work are done: nothing is recorded afterwards. */
    void stop() throws InterruptedException {
        http.stop(0); // whoever sent requests has all answers by now
        threads.shutdown();
        threads.awaitTermination(5, TimeUnit.SECONDS);
    }
}
