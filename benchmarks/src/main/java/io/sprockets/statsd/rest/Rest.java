package io.sprockets.statsd.rest;

import io.sprockets.statsd.StatsdConnector;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * What the sender's thread costs while little is recorded: its CPU time in a second, by calls in a second, over TCP to
 * a server in this JVM. Prints one cell of the table in docs/benchmarks.md for each rate. It needs nothing but the
 * connector's first setters, so it measures any version of it.
 */
public final class Rest {
    private static final int[] RATES = {0, 10, 100, 1_000, 10_000};
    private static final int WITH_AGGREGATION = 100;
    private static final int WARMING_RATE = 3_000_000; // a few thousand rounds, as a service has in minutes
    private static final long WARM_UP = 3_000_000_000L; // nanoseconds
    private static final long MEASURED = 10_000_000_000L; // nanoseconds
    private static final long TURN = 10_000_000; // nanoseconds between two turns of the caller
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Rest() {}

    /** Needs no arguments. */
    public static void main(String[] arguments) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread reader = new Thread(() -> read(server), "server");
            reader.setDaemon(true);
            reader.start();
            measure(
                    connector(server),
                    WARMING_RATE); // until the rounds are compiled, as they are in a service that runs
            StringBuilder row = new StringBuilder("|");
            for (int rate : RATES) {
                row.append(String.format(" %.2f |", measure(connector(server), rate)));
            }
            StatsdConnector.Builder merging = connector(server).aggregation(Duration.ofSeconds(10));
            System.out.println(row.append(String.format(" %.2f |", measure(merging, WITH_AGGREGATION))));
        }
    }

    private static StatsdConnector.Builder connector(ServerSocket server) {
        return StatsdConnector.builder().host("127.0.0.1").port(server.getLocalPort());
    }

    /** Milliseconds of CPU in a second. */
    private static double measure(StatsdConnector.Builder builder, int rate) {
        try (StatsdConnector statsd = builder.build()) {
            statsd.start();
            call(statsd, rate, WARM_UP);
            long sender = sender();
            long before = THREADS.getThreadCpuTime(sender);
            long elapsed = call(statsd, rate, MEASURED);
            return 1_000.0 * (THREADS.getThreadCpuTime(sender) - before) / elapsed;
        }
    }

    /** Calls evenly for a while. Returns how long it was. */
    private static long call(StatsdConnector statsd, int rate, long nanos) {
        long begun = System.nanoTime();
        long made = 0;
        long elapsed = 0;
        while (elapsed < nanos) {
            for (long due = elapsed / 1_000 * rate / 1_000_000; made < due; made++) {
                statsd.incr("orders.placed");
            }
            LockSupport.parkNanos(TURN);
            elapsed = System.nanoTime() - begun;
        }
        return elapsed;
    }

    private static long sender() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("statsd-sender"))
                .mapToLong(Thread::getId)
                .max()
                .orElseThrow();
    }

    private static void read(ServerSocket server) {
        try {
            while (true) {
                try (Socket socket = server.accept();
                        InputStream in = socket.getInputStream()) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
