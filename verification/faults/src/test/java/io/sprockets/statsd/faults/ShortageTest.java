package io.sprockets.statsd.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.faults.ShortageMain.Shortage;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Something is short for a while, in an outage of all times; then there is enough again. The sender lives through it.
 */
@ExtendWith(Table.class)
class ShortageTest {
    private static final int USER = 47_811; // that has no other process
    private static final int MOST_FILES = 200; // open at a time
    private static final int MOST_THREADS = 60; // of that user: the JVM's own, and a few

    @AfterEach
    void forgetHosts() throws IOException {
        Hosts.forget();
    }

    @Test
    void theBacklogGrowsWhileDirectMemoryIsShort(Scenario scenario) throws Exception {
        goThrough(Shortage.DIRECT_MEMORY, List.of(), List.of("-XX:MaxDirectMemorySize=2m"), scenario);
    }

    /**
     * The optimizing compiler is off: what it has taken apart it makes anew at any place, and then there is no memory.
     */
    @Test
    void theHeapIsFullForAMoment(Scenario scenario) throws Exception {
        List<String> options = List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        goThrough(Shortage.HEAP, List.of(), options, scenario);
    }

    /** The system gives no more threads, and each lookup wants one. */
    @Test
    void thereIsNoThreadForALookup(Scenario scenario) throws Exception {
        goThrough(Shortage.THREADS, withFewThreads(), List.of("-XX:+UseSerialGC"), scenario);
    }

    /** The files that the application has open leave none for a socket. */
    @Test
    void aStartWithoutADescriptorFailsInItsFutureAndLeaksNothing(Scenario scenario) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "needs prlimit of Linux");
        try (StatsdServer server = StatsdServer.start();
                Jvm application = Jvm.start(
                        List.of("prlimit", "--nofile=" + MOST_FILES), List.of(), StartMain.class, server.port())) {
            assertThat(application.awaitExit()).isZero();
            assertThat(application.output()).as("it says why").anyMatch(line -> line.contains("Too many open files"));
            assertThat(application.said("failed")).isEqualTo(StartMain.STARTS);
            assertThat(application.said("leaked")).as("descriptors").isZero();
            assertThat(application.said("started")).isEqualTo(1);
            scenario.assertClosed(Ledger.said(application), 2);
            scenario.delivered(server.linesReceived());
            assertThat(server.linesReceived()).isEqualTo(2);
        }
    }

    /** The system gives no thread for the sender, and none that looks after a stop. */
    @Test
    void aStartWithoutAThreadFailsInItsFutureAndStopsAllTheSame(Scenario scenario) throws Exception {
        try (StatsdServer server = StatsdServer.start();
                Jvm application =
                        Jvm.start(withFewThreads(), List.of("-XX:+UseSerialGC"), ThreadlessMain.class, server.port())) {
            assertThat(application.awaitExit()).isZero();
            assertThat(application.said("failed")).isEqualTo(1);
            assertThat(application.said("stopped")).isEqualTo(1);
            assertThat(application.said("starts")).as("said to have started").isEqualTo(1);
            Ledger ledger = Ledger.said(application);
            scenario.assertClosed(ledger, 2);
            scenario.delivered(server.linesReceived());
            assertThat(ledger.dropped().get(DropReason.CLOSED)).isEqualTo(1);
            assertThat(server.linesReceived()).isEqualTo(1);
        }
    }

    /** What starts a program as a user who may have only a few threads. */
    private static List<String> withFewThreads() {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/setpriv")) && isRoot(),
                "needs root, setpriv and prlimit of Linux");
        return List.of(
                "setpriv",
                "--reuid=" + USER,
                "--regid=" + USER,
                "--clear-groups",
                "--inh-caps=+dac_read_search,+dac_override",
                "--ambient-caps=+dac_read_search,+dac_override",
                "prlimit",
                "--nproc=" + MOST_THREADS);
    }

    private static void goThrough(Shortage shortage, List<String> before, List<String> options, Scenario scenario)
            throws Exception {
        try (StatsdServer server = StatsdServer.builder().retainedLines(0).start()) {
            server.refuse();
            Hosts.name(server.host());
            try (Jvm application = Jvm.start(before, options, ShortageMain.class, server.port(), shortage)) {
                application.awaitSaid("over");
                assertThat(application.said("failures"))
                        .as("calls that threw; %s", application.output())
                        .isZero();
                server.recover();
                application.goOn();
                assertThat(application.awaitExit()).isZero();

                Ledger ledger = Ledger.said(application);
                long recorded = application.said("recorded");
                scenario.assertClosed(ledger, recorded);
                scenario.delivered(sum(server));
                assertThat(ledger.dropped().get(DropReason.CLOSED))
                        .as("dropped by the close; %s", application.output())
                        .isZero();
                assertThat(sum(server)).isEqualTo(recorded - ledger.droppedSum());
                if (shortage != Shortage.HEAP) { // without any, not even the queue can be emptied
                    assertThat(ledger.droppedSum()).isZero();
                }
            }
        }
    }

    private static long sum(StatsdServer server) {
        return Math.round(
                server.counters().values().stream().mapToDouble(value -> value).sum());
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
