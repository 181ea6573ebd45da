package io.sprockets.statsd.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Clients of {@code /slow} that send one request after the other, each on its own connection, until the server is gone.
 */
final class Clients implements AutoCloseable {
    private static final int MANY = 400; // responses
    private static final int PATIENCE = 60_000; // milliseconds

    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong cutOff = new AtomicLong();
    private final CountDownLatch warm = new CountDownLatch(MANY);
    private final List<Thread> threads;
    private volatile boolean closed;

    Clients(int port, int clients) {
        this.threads = IntStream.range(0, clients)
                .mapToObj(client -> new Thread(() -> run(port), "client " + client))
                .toList();
        threads.forEach(Thread::start);
    }

    /** Sends one request and returns the whole response; empty if the server closed the connection without one. */
    static String get(int port, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE);
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            String response = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            return response;
        }
    }

    void awaitResponses() throws InterruptedException {
        if (!warm.await(PATIENCE, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("only " + answered + " responses");
        }
    }

    /** Responses of the application that were received in full. */
    long answered() {
        return answered.get();
    }

    /** Connections that ended without a whole response; of most of them the server had read the request. */
    long cutOff() {
        return cutOff.get();
    }

    void awaitEnd() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(PATIENCE);
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private void run(int port) {
        boolean answers = true;
        while (answers && !closed) {
            answers = isAnswered(port);
        }
    }

    private boolean isAnswered(int port) {
        try {
            String response = get(port, "/slow");
            if (response.startsWith("HTTP/1.1 200") && response.endsWith("slow")) {
                answered.incrementAndGet();
                warm.countDown();
                return true;
            }
            if (response.isEmpty() || response.startsWith("HTTP/1.1 200")) {
                cutOff.incrementAndGet();
            }
            return false; // a server that stops may refuse a request by itself, before the application sees it
        } catch (IOException gone) { // it has not been read
            return false;
        }
    }
}
