package io.sprockets.statsd.interop;

import io.sprockets.statsd.Delivery;
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
    static final int PROCESSES = 4;
    static final int INCREMENTS = PROCESSES * FleetMember.INCREMENTS;

    private static final Duration BEFORE = FleetMember.LOAD.dividedBy(4); // what happens
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
            one("none", 1, delivery, this::stunnel, (front, nodes) -> {});
            one("its node is restarted, twice", 1, delivery, this::stunnel, (front, nodes) -> twice(nodes.get(0)));
            one("stunnel is restarted", 1, delivery, this::stunnel, (front, nodes) -> front.restart());
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
        List<FleetProcess> fleet = new ArrayList<>();
        try (Front front = fronts.apply(nodes)) {
            for (int i = 0; i < PROCESSES; i++) {
                fleet.add(new FleetProcess(front.port(), delivery, i, PROCESSES, front.authority()));
            }
            each(fleet); // was connected, and records
            CompletableFuture<Void> broken = CompletableFuture.runAsync(() -> {
                pause(BEFORE);
                event.accept(front, nodes);
            });
            each(fleet); // has recorded, and stops
            String failure = broken.handle((done, e) -> e == null ? "" : "; " + e.getMessage())
                    .join();
            long confirmed = fleet.stream()
                    .mapToLong(process -> Long.parseLong(process.await()))
                    .sum();
            pause(Duration.ofMillis(500)); // for what is behind a proxy
            long died = nodes.stream()
                    .filter(node -> !node.isAlive()) // of a connection that was reset
                    .count();
            nodes.stream().filter(StatsdProcess::isAlive).forEach(StatsdProcess::sigterm);
            String happened = what + failure + (died == 0 ? "" : "; of that %d died".formatted(died));
            rows.add(row(front.name(), happened, delivery, confirmed, nodes));
            System.err.println(rows.get(rows.size() - 1));
        } finally {
            fleet.forEach(FleetProcess::close);
            nodes.forEach(StatsdProcess::close);
        }
    }

    /** Lets each take its next step, all at once. Returns what they have said of the one before. */
    private static List<String> each(List<FleetProcess> fleet) {
        List<String> words = fleet.stream().map(FleetProcess::await).toList();
        fleet.forEach(FleetProcess::next);
        return words;
    }

    private String row(String front, String event, Delivery delivery, long confirmed, List<StatsdProcess> nodes) {
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

    private Front direct(List<StatsdProcess> nodes) {
        return new Front("no proxy", nodes.get(0).port(), null, null);
    }

    private Front proxy(List<StatsdProcess> nodes) {
        return front("proxy.js, TCP", (port, at) -> Fronts.proxy(at, port, free(), "tcp", nodes));
    }

    private Front haproxy(List<StatsdProcess> nodes) {
        return front("haproxy", (port, at) -> Fronts.haproxy(at, port, free(), nodes));
    }

    private Front stunnel(List<StatsdProcess> nodes) {
        Path at = next();
        Path certificate = SelfSigned.in(at);
        Front front = front("stunnel, TLS", (port, folder) -> Fronts.stunnel(folder, port, certificate, nodes.get(0)));
        return new Front(front.name(), front.port(), front.daemon(), SelfSigned.authority(at));
    }

    private Front front(String name, BiFunction<Integer, Path, Daemon> maker) {
        int port = free();
        Daemon daemon = maker.apply(port, next());
        daemon.start();
        return new Front(name, port, daemon, null);
    }

    private void twice(StatsdProcess node) {
        node.restart();
        pause(BEFORE);
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
            pause(BEFORE);
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

    /** What the fleet connects to: over TLS if it has an authority. */
    private record Front(
            String name,
            int port,
            @Nullable Daemon daemon,
            @Nullable Path authority) implements AutoCloseable {
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
