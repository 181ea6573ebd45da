package io.sprockets.statsd.interop;

import io.sprockets.statsd.Delivery;
import io.sprockets.statsd.StatsdConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a fleet loses, gets twice, and finds at another node, when something in front of its servers ends. */
final class FleetLosses {
    private static final int PROCESSES = 4;
    private static final int INCREMENTS = 40_000;
    private static final int SERIES = 200;
    private static final Duration LOAD = Duration.ofSeconds(4);
    private static final Duration DOWN = Duration.ofSeconds(2);

    private final Path folder;
    private final List<String> rows = new ArrayList<>();
    private int number;

    FleetLosses(Path folder) {
        this.folder = folder;
    }

    /** Makes all of them. Returns the rows of the table. */
    List<String> measure() {
        for (Delivery delivery : List.of(Delivery.AT_MOST_ONCE, Delivery.CONFIRMED)) {
            one("none", 1, delivery, this::direct, (front, nodes) -> {});
            one("it is restarted, twice", 1, delivery, this::direct, (front, nodes) -> twice(nodes.get(0)));
            one("none", 3, delivery, this::proxy, (front, nodes) -> {});
            one("one of three nodes is down for 2 s", 3, delivery, this::proxy, (front, nodes) -> firstDown(nodes));
            one("the proxy is restarted", 3, delivery, this::proxy, (front, nodes) -> front.restart());
            one("none", 2, delivery, this::haproxy, (front, nodes) -> {});
            one("both nodes are restarted in turn", 2, delivery, this::haproxy, (front, nodes) -> inTurn(nodes));
            one("its only node is down for 2 s", 1, delivery, this::haproxy, (front, nodes) -> firstDown(nodes));
            one("haproxy is restarted", 2, delivery, this::haproxy, (front, nodes) -> front.restart());
        }
        return rows;
    }

    private void one(
            String what,
            int count,
            Delivery delivery,
            Function<List<StatsdProcess>, Front> fronts,
            BiConsumer<Front, List<StatsdProcess>> event) {
        List<StatsdProcess> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(StatsdProcess.keepingLines(next()));
        }
        nodes.forEach(StatsdProcess::start);
        try (Front front = fronts.apply(nodes)) {
            List<StatsdConnector> fleet = start(front.port(), delivery);
            CompletableFuture<Void> broken = CompletableFuture.runAsync(() -> {
                pause(LOAD.dividedBy(4));
                event.accept(front, nodes);
            });
            load(fleet);
            String failure = broken.handle((done, e) -> e == null ? "" : "; " + e.getMessage())
                    .join();
            stop(fleet);
            pause(Duration.ofMillis(500)); // for what is behind a proxy
            long died = nodes.stream()
                    .filter(node -> !node.isAlive()) // of a connection that was reset
                    .count();
            nodes.stream().filter(StatsdProcess::isAlive).forEach(StatsdProcess::sigterm);
            String happened = what + failure + (died == 0 ? "" : "; of that %d died".formatted(died));
            rows.add(row(front.name(), happened, delivery, fleet, nodes));
            System.err.println(rows.get(rows.size() - 1));
        } finally {
            nodes.forEach(StatsdProcess::close);
        }
    }

    private static void stop(List<StatsdConnector> fleet) {
        fleet.stream().map(StatsdConnector::stop).toList().forEach(CompletableFuture::join);
    }

    private String row(
            String front, String event, Delivery delivery, List<StatsdConnector> fleet, List<StatsdProcess> nodes) {
        Map<String, Integer> times = new TreeMap<>(); // by line, each of which was recorded once
        Map<String, List<Integer>> homes = new TreeMap<>();
        for (int node = 0; node < nodes.size(); node++) {
            for (String line : nodes.get(node).journal().lines()) {
                times.merge(line, 1, Integer::sum);
                List<Integer> home = homes.computeIfAbsent(line.split("[.:]", 3)[1], name -> new ArrayList<>());
                if (!home.contains(node)) {
                    home.add(node);
                }
            }
        }
        long duplicates = times.values().stream().mapToLong(n -> n - 1).sum();
        long moved = homes.values().stream().filter(home -> home.size() > 1).count();
        long confirmed =
                fleet.stream().mapToLong(statsd -> statsd.stats().confirmed()).sum();
        return "| %s | %s | %s | %d | %d | %d | %d | %s |"
                .formatted(
                        front,
                        event,
                        delivery.equals(Delivery.CONFIRMED) ? "confirmed" : "at most once",
                        INCREMENTS,
                        INCREMENTS - times.size(),
                        duplicates,
                        moved,
                        delivery.equals(Delivery.CONFIRMED) ? confirmed : "-");
    }

    private static List<StatsdConnector> start(int port, Delivery delivery) {
        List<StatsdConnector> fleet = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            StatsdConnector statsd = StatsdConnector.builder()
                    .host("127.0.0.1")
                    .port(port)
                    .typePrefixes(false)
                    .delivery(delivery)
                    .reconnectBackoff(Duration.ofMillis(100), Duration.ofSeconds(1))
                    .stopTimeout(Duration.ofSeconds(20))
                    .build();
            statsd.start();
            fleet.add(statsd);
        }
        return fleet;
    }

    /** Each value comes once in its series, so that a line tells which call it was. */
    private static void load(List<StatsdConnector> fleet) {
        long begun = System.nanoTime();
        for (int i = 0; i < INCREMENTS; i++) {
            fleet.get(i % PROCESSES).incr("fleet.s" + i / PROCESSES % SERIES, i + 1);
            long due = begun + LOAD.toNanos() * i / INCREMENTS;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(100_000);
            }
        }
    }

    private Front direct(List<StatsdProcess> nodes) {
        return new Front("no proxy", nodes.get(0).port(), null);
    }

    private Front proxy(List<StatsdProcess> nodes) {
        return front("proxy.js, TCP", (port, at) -> Fronts.proxy(at, port, free(), "tcp", nodes));
    }

    private Front haproxy(List<StatsdProcess> nodes) {
        return front("haproxy", (port, at) -> Fronts.haproxy(at, port, free(), nodes));
    }

    private Front front(String name, BiFunction<Integer, Path, Daemon> maker) {
        int port = free();
        Daemon daemon = maker.apply(port, next());
        daemon.start();
        return new Front(name, port, daemon);
    }

    private void twice(StatsdProcess node) {
        node.restart();
        pause(LOAD.dividedBy(4));
        node.restart();
    }

    private void firstDown(List<StatsdProcess> nodes) {
        nodes.get(0).sigterm();
        pause(DOWN);
        nodes.get(0).start();
    }

    private void inTurn(List<StatsdProcess> nodes) {
        for (StatsdProcess node : nodes) {
            node.restart();
            pause(LOAD.dividedBy(4));
        }
    }

    private static int free() {
        try {
            return Ports.free();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path next() {
        return Daemon.folder(folder.resolve("f" + number++));
    }

    static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    /** What the fleet connects to. */
    private record Front(String name, int port, @Nullable Daemon daemon) implements AutoCloseable {
        void restart() {
            if (daemon != null) {
                daemon.sigterm();
                daemon.start();
            }
        }

        @Override
        public void close() {
            if (daemon != null) {
                daemon.close();
            }
        }
    }
}
