package io.sprockets.statsd.interop;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What processes of a fleet cost each, and what comes of it at a server. */
final class FleetCosts {
    private static final int SERIES = 200;
    private static final Duration LOAD = Duration.ofSeconds(10);

    /** One process for a second: bytes, lines and datagrams at the server, nanoseconds of CPU in the process. */
    record Traffic(String name, double bytes, double lines, double datagrams, double cpu) {
        String row() {
            return "| %s | %,.0f | %,.0f | %,.1f | %.1f |".formatted(name, bytes, lines, datagrams, cpu / 1e6);
        }
    }

    /** Counters only, or half of them timers, as they are or merged over an interval. */
    static List<Traffic> traffic(int callsPerSecond) {
        List<Traffic> all = new ArrayList<>();
        for (boolean timers : new boolean[] {false, true}) {
            for (@Nullable Duration every : new Duration[] {null, Duration.ofSeconds(1), Duration.ofSeconds(10)}) {
                String name = (timers ? "half of them timers" : "counters")
                        + (every == null ? "" : ", aggregated over " + every.toSeconds() + " s");
                all.add(traffic(name, callsPerSecond, timers, every));
                System.err.println(all.get(all.size() - 1).row());
            }
        }
        return all;
    }

    private static Traffic traffic(String name, int callsPerSecond, boolean timers, @Nullable Duration every) {
        try (StatsdServer server = StatsdServer.builder().retainedLines(0).start()) {
            StatsdConnector.Builder builder = StatsdConnector.builder()
                    .host(server.host())
                    .port(server.port())
                    .protocol(Protocol.UDP);
            StatsdConnector statsd = (every == null ? builder : builder.aggregation(every)).build();
            statsd.start();
            long cpu = senderCpu();
            load(statsd, callsPerSecond, timers);
            double seconds = LOAD.toSeconds();
            double used = senderCpu() - cpu;
            statsd.close();
            FleetLosses.pause(Duration.ofMillis(300));
            return new Traffic(
                    name,
                    statsd.stats().bytesSent() / seconds,
                    server.linesReceived() / seconds,
                    server.packetsReceived() / seconds,
                    used / seconds);
        }
    }

    private static void load(StatsdConnector statsd, int callsPerSecond, boolean timers) {
        long begun = System.nanoTime();
        int calls = callsPerSecond * (int) LOAD.toSeconds();
        for (int i = 0; i < calls; i++) {
            if (timers && i % 2 == 1) {
                statsd.timing("fleet.s" + i % SERIES, Duration.ofMillis(i % 1000));
            } else {
                statsd.incr("fleet.s" + i % SERIES);
            }
            long due = begun + LOAD.toNanos() / calls * i;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    /** Nanoseconds of the senders that live. */
    static long senderCpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().equals("statsd-sender")) {
                sum += Math.max(threads.getThreadCpuTime(id), 0);
            }
        }
        return sum;
    }

    /** Nanoseconds of statsd's CPU for a line. */
    static double serverNanos(StatsdProcess server) {
        int lines = 400_000;
        server.start();
        StatsdConnector statsd = server.connector(Protocol.TCP)
                .backlogBytes(1 << 26)
                .queueBytes(1 << 24)
                .build();
        statsd.start();
        statsd.incr("warm");
        server.awaitJournal("a line", journal -> journal.received() > 0);
        Duration before = server.cpu();
        for (int i = 0; i < lines; i++) {
            statsd.incr("fleet.s" + i % SERIES);
        }
        statsd.close();
        server.awaitJournal("all", journal -> journal.received() > lines);
        double nanos = server.cpu().minus(before).toNanos() / (double) lines;
        server.sigterm();
        return nanos;
    }
}
