package io.sprockets.statsd.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP server on a free port of the loopback that does with each connection what a test has written down. */
final class Peer implements AutoCloseable {
    /** What becomes of one connection. It is closed when this returns or throws. */
    interface Script {
        void run(Visit visit) throws IOException, InterruptedException;
    }

    private final Script script;
    private final ServerSocket listener;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);

    private Peer(Script script) {
        this.script = script;
        try {
            listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Peer start(Script script) {
        Peer peer = new Peer(script);
        daemon(peer::accept);
        return peer;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Connections accepted so far. */
    int connections() {
        return connections.get();
    }

    /** Every line read so far, over all connections. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** How often one line was read. */
    long times(String line) {
        return lines.stream().filter(line::equals).count();
    }

    @Override
    public void close() {
        end.countDown();
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                Visit visit = new Visit(socket, connections.incrementAndGet());
                daemon(() -> serve(visit));
            }
        } catch (IOException e) {
            // it was closed
        }
    }

    private void serve(Visit visit) {
        try (Socket socket = visit.socket) {
            script.run(visit);
            sockets.remove(socket);
        } catch (IOException e) {
            // the connector has gone, or the test is over
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void daemon(Runnable body) {
        Thread thread = new Thread(body, "peer");
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection, seen from the server. */
    final class Visit {
        final Socket socket;
        final int number; // of the connection, from 1

        private Visit(Socket socket, int number) {
            this.socket = socket;
            this.number = number;
        }

        /** Reads lines until the connector half-closes the connection. */
        void readToEnd() throws IOException {
            read(Integer.MAX_VALUE);
        }

        /** Reads at most this many lines. */
        void read(int most) throws IOException {
            BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            String line;
            for (int i = 0; i < most && (line = reader.readLine()) != null; i++) {
                if (!line.isEmpty()) {
                    lines.add(line);
                }
            }
        }

        /** Keeps the connection open until the test is over. */
        void stay() throws InterruptedException {
            end.await();
        }
    }
}
