package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A listener that does what no StatsD server does. Closing it frees the port. */
final class HostileServer implements AutoCloseable {
    private static final int MOST_FILLERS = 64;

    private final ServerSocketChannel listener;
    private final Thread thread = new Thread(this::reset, "resetting-server");
    private final List<SocketChannel> fillers = new ArrayList<>();

    private HostileServer(int port, int backlog) {
        try {
            listener = ServerSocketChannel.open().bind(Faulty.loopback(1, port), backlog);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Resets each connection as soon as it is there. */
    static HostileServer resetting(int port) {
        HostileServer server = new HostileServer(port, 50);
        server.thread.setDaemon(true);
        server.thread.start();
        return server;
    }

    /** Connections stand, and no process ever takes them: the peer's kernel is all there is. */
    static HostileServer deaf(int port) {
        return new HostileServer(port, 50);
    }

    /** Attempts to connect hang: the kernel no longer answers them. */
    static HostileServer hanging(int port) {
        HostileServer server = new HostileServer(port, 1);
        try {
            boolean full = false;
            while (!full) {
                full = !server.fill();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return server;
    }

    @Override
    public void close() {
        try {
            for (SocketChannel filler : fillers) {
                filler.close();
            }
            listener.close();
            awaitThat("the port is free").until(() -> !thread.isAlive()); // an accept that waits keeps it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void reset() {
        try {
            while (true) {
                SocketChannel channel = listener.accept();
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
            }
        } catch (IOException e) {
            // it was closed
        }
    }

    /** Takes one place in the queue of those who wait to be accepted. Returns whether there was one. */
    private boolean fill() throws IOException {
        SocketChannel filler = SocketChannel.open();
        fillers.add(filler);
        if (fillers.size() > MOST_FILLERS) {
            throw new IOException("this system's queues have no end");
        }
        filler.configureBlocking(false);
        filler.connect(listener.getLocalAddress());
        long begun = System.nanoTime();
        awaitThat("an answer or none").until(() -> filler.finishConnect() || System.nanoTime() - begun > 300_000_000);
        return filler.isConnected();
    }
}
