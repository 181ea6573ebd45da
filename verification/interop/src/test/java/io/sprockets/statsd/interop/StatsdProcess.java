package io.sprockets.statsd.interop;

import static org.awaitility.Awaitility.await;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The reference server as a process: TCP and UDP on one loopback port and a Unix stream socket. It can be ended and
 * started again on the same addresses, and never outlives the test. One thread uses it.
 */
public final class StatsdProcess implements AutoCloseable {
    public static final String HOST = "127.0.0.1";

    /** Far more than anything takes; what is awaited for this long never comes. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Where npm has put the server; by default a folder of this module. */
    private static final Path MODULES = Path.of(System.getProperty(
            "statsd.modules",
            Path.of(System.getProperty("basedir", ""), "node_modules").toString()));

    /** Where the server is, if npm has put it there. */
    static final Path STATS = MODULES.resolve("statsd/stats.js").toAbsolutePath();

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final Path folder;
    private final int port;
    private final int managementPort;
    private @Nullable Process process;

    private StatsdProcess(Path folder, int port, int managementPort) {
        this.folder = folder;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Whether npm has put the server where it is looked for. */
    public static boolean isInstalled() {
        return Files.exists(STATS);
    }

    /** A server that runs. Its files are in an empty folder, whose path must be short for the socket's sake. */
    public static StatsdProcess started(Path folder) {
        StatsdProcess server = create(folder, false);
        server.start();
        return server;
    }

    /** A server that does not run yet and that will keep the lines as they come. */
    static StatsdProcess keepingLines(Path folder) {
        return create(folder, true);
    }

    private static StatsdProcess create(Path folder, boolean keepLines) {
        try {
            StatsdProcess server = new StatsdProcess(folder, Ports.free(), Ports.free());
            server.copyBackend();
            Files.writeString(server.config(), server.settings(keepLines));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and waits until it listens everywhere. */
    void start() {
        try {
            Files.deleteIfExists(socket()); // a killed process leaves it behind
            Process started = new ProcessBuilder("node", stats().toString(), config().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            process = started;
            RUNNING.add(started);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Listening probe = new Listening(port, socket());
        await("server listens").atMost(PATIENCE).until(() -> probe.isEverywhere() || !isAlive());
        requireAlive();
    }

    /** Ends it as an operator does: it flushes what it has. What it has not read yet is lost. */
    public void sigterm() {
        requireAlive();
        Process running = current();
        running.toHandle().destroy(); // unlike the process itself, its handle leaves stdin open
        int status = awaitExit(running);
        if (status != 0) {
            throw new AssertionError("server ended with " + status + ": " + tail());
        }
    }

    /** Starts it again on the same addresses, ending it first if it runs. */
    void restart() {
        if (isAlive()) {
            sigterm();
        }
        start();
    }

    /** Makes it stand still, with all that it listens on. */
    void freeze() {
        signal("-STOP");
    }

    /** Lets it go on. */
    void thaw() {
        signal("-CONT");
    }

    /** CPU time that it has used since it was started. */
    Duration cpu() {
        return current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** A builder for a connector to this server, whose backoff is short. */
    StatsdConnector.Builder connector(Protocol protocol) {
        StatsdConnector.Builder builder = StatsdConnector.builder()
                .host(HOST)
                .port(port)
                .protocol(protocol)
                .reconnectBackoff(Duration.ofMillis(50), Duration.ofMillis(200))
                .stopTimeout(PATIENCE);
        return protocol == Protocol.UNIX ? builder.unixSocket(socket()) : builder;
    }

    public int port() {
        return port;
    }

    /** Where a proxy asks whether it is well. */
    int managementPort() {
        return managementPort;
    }

    public Journal journal() {
        return Journal.read(folder.resolve("journal"));
    }

    /** Waits until the server has flushed what is asked for. */
    public Journal awaitJournal(String what, Predicate<Journal> condition) {
        await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            requireAlive();
            return condition.test(journal());
        });
        return journal();
    }

    /** Kills it if it still runs. */
    @Override
    public void close() {
        if (process != null) {
            awaitExit(process.destroyForcibly());
        }
    }

    private void copyBackend() throws IOException {
        try (InputStream backend = Objects.requireNonNull(StatsdProcess.class.getResourceAsStream("/journal.js"))) {
            Files.copy(backend, backend());
        }
    }

    private Path backend() {
        return folder.resolve("journal.js");
    }

    private Path config() {
        return folder.resolve("config.js");
    }

    private Path socket() {
        return folder.resolve("statsd.sock");
    }

    /** What it has said so far. */
    Path log() {
        return folder.resolve("log");
    }

    private Process current() {
        return Objects.requireNonNull(process, "the server was not started");
    }

    private void requireAlive() {
        if (!isAlive()) {
            throw new AssertionError("the server is dead: " + tail());
        }
    }

    private void signal(String name) {
        try {
            Process kill =
                    new ProcessBuilder("kill", name, Long.toString(current().pid())).start();
            awaitExit(kill);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int awaitExit(Process process) {
        int status = process.onExit()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join()
                .exitValue();
        RUNNING.remove(process);
        return status;
    }

    /** The last lines that the server has said. */
    private String tail() {
        try {
            String log = Files.exists(log()) ? Files.readString(log()) : "";
            return log.substring(Math.max(0, log.length() - 2000));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String settings(boolean keepLines) {
        return """
                {
                  servers: [
                    { server: "./servers/udp", address: "%1$s", port: %2$d },
                    { server: "./servers/tcp", address: "%1$s", port: %2$d },
                    { server: "./servers/tcp", socket: "%3$s" }
                  ],
                  mgmt_address: "%1$s",
                  mgmt_port: %4$d,
                  backends: [ "%5$s" ],
                  journal: "%6$s",
                  journalLines: %7$b,
                  flushInterval: 50,
                  deleteIdleStats: true,
                  deleteGauges: false, // a change of a gauge needs the value before it
                  automaticConfigReload: false
                }
                """.formatted(HOST, port, socket(), managementPort, backend(), folder.resolve("journal"), keepLines);
    }

    static Path stats() {
        if (!isInstalled()) {
            throw new AssertionError(STATS + " is missing: run npm ci in verification/interop/");
        }
        return STATS;
    }
}
