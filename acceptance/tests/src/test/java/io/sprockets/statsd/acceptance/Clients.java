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

/** Clients that send one request after the other, each on a connection of its own, until the server is gone. */
final class Clients implements AutoCloseable {
    private static final int MANY = 400; // responses
    private static final int PATIENCE = 60_000; // milliseconds

    private final AtomicLong responses = new AtomicLong();
    private final CountDownLatch warm;
    private final List<Thread> threads;
    private volatile boolean closed;

    Clients(int port, String path, int clients) {
        this.warm = new CountDownLatch(MANY);
        this.threads = IntStream.range(0, clients)
                .mapToObj(client -> new Thread(() -> run(port, path), "client " + client))
                .toList();
        threads.forEach(Thread::start);
    }

    /** Sends one request and returns the whole response; {@link IOException} if there is none. */
    static String get(int port, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE);
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            String response = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            if (response.isEmpty()) {
                throw new IOException("closed without a response");
            }
            return response;
        }
    }

    void awaitResponses() throws InterruptedException {
        if (!warm.await(PATIENCE, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("only " + responses + " responses");
        }
    }

    /** Responses received in full. */
    long responses() {
        return responses.get();
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

    private void run(int port, String path) {
        boolean served = true;
        while (served && !closed) {
            served = isServed(port, path);
        }
    }

    private boolean isServed(int port, String path) {
        try {
            get(port, path);
            responses.incrementAndGet();
            warm.countDown();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }
}
