package io.sprockets.statsd.interop;

import static io.sprockets.statsd.interop.Daemon.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sprockets.statsd.Delivery;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.Tls;
import io.sprockets.statsd.interop.Totals.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of metric, an outage and a restart, with each server and proxy that is installed. */
class RealServersTest {
    private static final int FEW = 10; // rounds that fit into any socket buffer, one datagram a line
    private static final int ROUNDS = 1_000;
    private static final List<String> TABLE = new ArrayList<>();

    @TempDir
    Path folder;

    private RealServer server;

    static Stream<Arguments> all() {
        return Stream.of(Setup.values())
                .flatMap(setup -> setup.protocols().stream().map(protocol -> Arguments.of(setup, protocol)));
    }

    @AfterEach
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @AfterAll
    static void printTable() throws IOException {
        String table = "| server | transport | what | exact | exceptions |\n| --- | --- | --- | --- | --- |\n"
                + String.join("\n", TABLE) + "\n";
        System.out.println(table);
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("interop.md"), table);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aMixOfEveryKindIsExact(Setup setup, Protocol protocol) {
        start(setup, protocol);
        StatsdConnector statsd = connector(protocol).build();
        statsd.start();
        Rounds rounds = new Rounds("m");
        for (int i = 0; i < ROUNDS / setup.roundsAtOnce(); i++) {
            rounds.record(statsd, setup.roundsAtOnce());
            assertThat(statsd.flush(PATIENCE)).isTrue();
            awaitExact(rounds.truth(), Map.of(Kind.GAUGES, "", Kind.TIMINGS, "", Kind.SUMS, "", Kind.MEMBERS, ""));
        }
        awaitExact(rounds.truth(), setup.exceptions());
        statsd.close();
        Ledger.assertAllSent(statsd, rounds.recorded());
        row(setup, protocol, "mix of " + rounds.recorded(), setup.exceptions());
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsMergedInAnOutageArrives(Setup setup, Protocol protocol) {
        start(setup, protocol);
        StatsdConnector statsd = connector(protocol).backlogBytes(4096).build();
        statsd.start();
        await("a connection").atMost(PATIENCE).until(() -> {
            statsd.incr("warm.up");
            return statsd.flush(Duration.ofSeconds(1))
                    && server.totals().counters().getOrDefault("warm.up", 0.0) > 0;
        });
        server.stop();
        await("the outage is noticed").atMost(PATIENCE).until(() -> {
            statsd.incr("probe.up");
            return !statsd.stats().connected();
        });
        Rounds rounds = new Rounds(setup.nameInAnOutage());
        for (int i = 0; i < 100; i++) {
            rounds.record(statsd, FEW);
        }
        await("merging").atMost(PATIENCE).until(() -> statsd.stats().folded() > 0);
        server.start();
        awaitExact(rounds.truth(), setup.exceptionsWhenMerged());
        statsd.close();
        assertThat(statsd.stats().dropped()).isZero();
        row(setup, protocol, "outage, %d recorded".formatted(rounds.recorded()), setup.exceptionsWhenMerged());
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRestartUnderLoadLosesNothingThatAServerCouldKeep(Setup setup, Protocol protocol) throws Exception {
        start(setup, protocol);
        boolean confirms = protocol != Protocol.UDP;
        StatsdConnector statsd = connector(protocol)
                .delivery(confirms ? Delivery.confirmed(Duration.ofMillis(200)) : Delivery.AT_MOST_ONCE)
                .build();
        statsd.start();
        AtomicInteger lines = new AtomicInteger();
        AtomicBoolean ended = new AtomicBoolean();
        Thread load = new Thread(() -> {
            while (!ended.get()) {
                statsd.incr("load.line", lines.incrementAndGet());
                LockSupport.parkNanos(100_000);
            }
        });
        load.setDaemon(true);
        load.start();
        await("a load").atMost(PATIENCE).until(() -> lines.get() > 2_000);
        server.restart();
        int then = lines.get();
        await("more load").atMost(PATIENCE).until(() -> lines.get() > then + 2_000);
        ended.set(true);
        load.join();
        AtomicInteger probes = new AtomicInteger();
        await("the server counts again").atMost(PATIENCE).until(() -> {
            statsd.incr("back.up");
            probes.incrementAndGet();
            return server.totals().counters().getOrDefault("back.up", 0.0) > 0;
        });
        Rounds after = new Rounds("a").record(statsd, FEW);
        awaitExact(after.truth(), setup.exceptions());
        statsd.close();
        assertThat(statsd.stats().dropped()).isZero();
        Ledger.assertAllSent(statsd, lines.get() + probes.get() + after.recorded());
        if (setup.keepsLinesOverARestart()) {
            assertThat(server.lines()).containsAll(linesTo(lines.get()));
        }
        row(
                setup,
                protocol,
                "restart under load, of %d lines %s lost"
                        .formatted(lines.get(), setup.keepsLinesOverARestart() ? "0" : "(its memory's) some"),
                setup.exceptions());
    }

    private static Set<String> linesTo(int last) {
        return IntStream.rangeClosed(1, last)
                .mapToObj(i -> "load.line:" + i + "|c")
                .collect(Collectors.toSet());
    }

    private void start(Setup setup, Protocol protocol) {
        assumeTrue(setup.isInstalled(), setup.missing());
        server = setup.create(folder, protocol);
        server.start();
    }

    private StatsdConnector.Builder connector(Protocol protocol) {
        StatsdConnector.Builder builder = server.connector(protocol);
        return protocol == Protocol.TLS ? builder.tls(Tls.pem(SelfSigned.authority(folder))) : builder;
    }

    private void awaitExact(Totals truth, Map<Kind, String> exceptions) {
        try {
            await("exact totals")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> different(truth, exceptions).isEmpty());
        } catch (ConditionTimeoutException e) {
            assertThat(different(truth, exceptions))
                    .as("what the server has, and should have")
                    .isEmpty();
        }
    }

    /** What is not as it was recorded: name, what the server has, what it should have. */
    private Map<String, String> different(Totals truth, Map<Kind, String> exceptions) {
        Map<Kind, Map<String, Double>> shown = server.totals().byKind();
        Map<String, String> different = new TreeMap<>();
        truth.byKind().forEach((kind, values) -> {
            if (!exceptions.containsKey(kind)) {
                values.forEach((name, value) -> {
                    Double found = shown.get(kind).get(name);
                    if (found == null || Math.abs(found - value) > 1e-6 * Math.abs(value)) {
                        different.put(kind + " " + name, found + ", not " + value);
                    }
                });
            }
        });
        return different;
    }

    private static void row(Setup setup, Protocol protocol, String what, Map<Kind, String> exceptions) {
        Set<Kind> exact = new TreeSet<>(Set.of(Kind.values()));
        exact.removeAll(exceptions.keySet());
        TABLE.add("| %s | %s | %s | %s | %s |"
                .formatted(setup, protocol, what, exact, exceptions.isEmpty() ? "none" : exceptions));
    }
}
