package io.sprockets.statsd.interop;

import io.sprockets.statsd.Delivery;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.ConnectionEvent;
import io.sprockets.statsd.testing.StatsdServer;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Many connectors in one process with one server: their cost, their return after an outage, their losses. */
final class FleetReturn {
    static final int CONNECTORS = 300;

    private static final int RETAINED = 200_000; // lines, more than are recorded
    private static final Duration OUTAGE = Duration.ofSeconds(3);

    private final Delivery delivery;
    private final List<StatsdConnector> fleet = new ArrayList<>();
    private int recorded;

    private FleetReturn(Delivery delivery) {
        this.delivery = delivery;
    }

    /**
     * What was measured.
     *
     * @param perSecond connects of each
     * @param millis of CPU that each sender has taken in a second
     * @param threads of each
     * @param kilobytes of each, in the heap and outside
     * @param quarters milliseconds after which a quarter, a half, three quarters and all were back
     * @param burst the most that came back within a hundred milliseconds
     */
    record Result(
            String delivery,
            double perSecond,
            double millis,
            double threads,
            double kilobytes,
            List<Long> quarters,
            long burst,
            int recorded,
            int lost,
            int twice) {
        String row() {
            return "| %s | %.2f | %.2f | %.1f | %.0f | %s | %d | %d | %d | %d |"
                    .formatted(delivery, perSecond, millis, threads, kilobytes, quarters, burst, recorded, lost, twice);
        }
    }

    static Result of(Delivery delivery) {
        try (StatsdServer server =
                StatsdServer.builder().retainedLines(RETAINED).start()) {
            return new FleetReturn(delivery).measure(server);
        }
    }

    private Result measure(StatsdServer server) {
        long threads = threads();
        long bytes = bytes();
        for (int i = 0; i < CONNECTORS; i++) {
            StatsdConnector statsd = StatsdConnector.builder()
                    .host(server.host())
                    .port(server.port())
                    .typePrefixes(false)
                    .delivery(delivery)
                    .stopTimeout(Duration.ofSeconds(20))
                    .build();
            statsd.start();
            fleet.add(statsd);
        }
        record(Duration.ofSeconds(2));
        double threadsOfEach = (threads() - threads) / (double) CONNECTORS;
        double bytesOfEach = (bytes() - bytes) / (double) CONNECTORS;
        long cpu = FleetCosts.senderCpu();
        long before = opened(server);
        record(Duration.ofSeconds(5));
        double perSecond = (opened(server) - before) / 5.0 / CONNECTORS;
        double millis = (FleetCosts.senderCpu() - cpu) / 1e6 / 5 / CONNECTORS;
        server.refuse();
        server.closeConnections();
        record(OUTAGE);
        List<Long> times = returns(server);
        record(Duration.ofSeconds(1));
        fleet.stream().map(StatsdConnector::stop).toList().forEach(CompletableFuture::join);
        List<String> lines = server.lines();
        int different = new HashSet<>(lines).size();
        return new Result(
                delivery.equals(Delivery.CONFIRMED) ? "confirmed" : "at most once",
                perSecond,
                millis,
                threadsOfEach,
                bytesOfEach / 1024,
                quarters(times),
                burst(times),
                recorded,
                recorded - different,
                lines.size() - different);
    }

    /** Ten increments a second of each, none like another. */
    private void record(Duration time) {
        for (long end = System.nanoTime() + time.toNanos(); System.nanoTime() < end; ) {
            fleet.forEach(statsd -> statsd.incr("hits", ++recorded));
            FleetLosses.pause(Duration.ofMillis(100));
        }
    }

    /** Lets the server come back. Returns after how many milliseconds each connector was connected again, in order. */
    private List<Long> returns(StatsdServer server) {
        List<Long> times = new ArrayList<>();
        server.recover();
        long begun = System.nanoTime();
        while (times.size() < CONNECTORS) {
            if (System.nanoTime() - begun > Daemon.PATIENCE.toNanos()) {
                throw new AssertionError("only %d of %d came back".formatted(times.size(), CONNECTORS));
            }
            long back =
                    fleet.stream().filter(statsd -> statsd.stats().connected()).count();
            long now = (System.nanoTime() - begun) / 1_000_000;
            while (times.size() < back) {
                times.add(now);
            }
            LockSupport.parkNanos(1_000_000);
        }
        return times;
    }

    private static List<Long> quarters(List<Long> times) {
        return IntStream.rangeClosed(1, 4)
                .mapToObj(quarter -> times.get(CONNECTORS * quarter / 4 - 1))
                .toList();
    }

    private static long burst(List<Long> times) {
        return times.stream()
                .mapToLong(first -> times.stream()
                        .filter(time -> time >= first && time < first + 100)
                        .count())
                .max()
                .orElse(0);
    }

    private static long opened(StatsdServer server) {
        return server.connectionEvents().stream()
                .filter(event -> event.kind() == ConnectionEvent.Kind.OPENED)
                .count();
    }

    /** Those of connectors; the server is in this process too. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("statsd-")
                        && !thread.getName().startsWith("statsd-server"))
                .count();
    }

    /** In the heap and in buffers outside. */
    private static long bytes() {
        System.gc();
        long outside = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return outside
                + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
