package io.sprockets.statsd.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A balancer in front of one TCP server. It accepts every connection, passes on what comes, and an end in either
 * direction; and it can fail as balancers do: its backend dies, or it forgets flows that were idle.
 */
final class Relay implements AutoCloseable {
    private static final int PIECE = 1 << 14;

    private final int backend;
    private final long forgetAfter; // nanoseconds without a byte
    private final ServerSocket listener;
    private final Queue<Flow> flows = new ConcurrentLinkedQueue<>();
    private final AtomicLong swallowed = new AtomicLong();
    private volatile boolean dead; // the backend

    private Relay(int backend, long forgetAfter) {
        this.backend = backend;
        this.forgetAfter = forgetAfter;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A balancer in front of a port of the loopback. */
    static Relay to(int backend) {
        return forgetting(backend, Long.MAX_VALUE);
    }

    /**
     * One that silently drops what comes, an end too, over a connection on which nothing came for this many
     * nanoseconds.
     */
    static Relay forgetting(int backend, long idleNanos) {
        Relay relay = new Relay(backend, idleNanos);
        daemon(relay::accept);
        return relay;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** From now on there is no backend. The balancer reads on, from connections that it has, what it cannot pass on. */
    void killBackend() {
        dead = true;
    }

    /** Ends every connection in an orderly way, as a balancer does that has noticed. */
    void endConnections() {
        flows.forEach(Flow::end);
    }

    void reviveBackend() {
        dead = false;
    }

    /** Bytes read from connectors and passed on to no server. */
    long swallowed() {
        return swallowed.get();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        flows.forEach(Flow::end);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                daemon(() -> serve(client));
            }
        } catch (IOException e) {
            // it was closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            if (dead) {
                return; // there is no one to pass it on to
            }
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), backend)) {
                Flow flow = new Flow(client, server);
                flows.add(flow);
                Thread answer = daemon(flow::answer);
                flow.pass();
                answer.join();
                flows.remove(flow);
            }
        } catch (IOException e) {
            // one of the two has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable body) {
        Thread thread = new Thread(body, "relay");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** One connection of a connector, and the one to the server that belongs to it. */
    private final class Flow {
        private final Socket client;
        private final Socket server;
        private boolean forgotten;

        Flow(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        /** From the connector to the server. */
        void pass() throws IOException {
            byte[] piece = new byte[PIECE];
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            long last = System.nanoTime();
            int length;
            while ((length = in.read(piece)) >= 0) {
                forgotten |= System.nanoTime() - last > forgetAfter;
                last = System.nanoTime();
                if (dead || forgotten) {
                    swallowed.addAndGet(length);
                } else {
                    out.write(piece, 0, length);
                }
            }
            if (!forgotten && System.nanoTime() - last <= forgetAfter) {
                server.shutdownOutput();
            }
        }

        /** From the server to the connector. */
        void answer() {
            try {
                server.getInputStream().transferTo(client.getOutputStream());
                end();
            } catch (IOException e) {
                end();
            }
        }

        /** Ends it so that the connector sees an end and not a reset: whatever came was read. */
        void end() {
            try {
                client.shutdownOutput();
            } catch (IOException e) {
                // it has ended already
            }
        }
    }
}
