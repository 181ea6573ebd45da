package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.PATIENCE;
import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The reference server, statsd 0.9.0, as a process with TCP and UDP on one port of the loopback, which writes down
 * every line it reads, or only their sum. It is what {@code npm ci} has put into the folder {@code interop}. One thread
 * uses it.
 */
final class ReferenceServer implements AutoCloseable {
    private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path STATSD = BASE.resolveSibling("interop/node_modules/statsd/stats.js");
    private static final Path BACKENDS = BASE.resolve("src/test/resources");
    private static final String BAD = "bad ";
    private static final String SUM = "sum ";
    private static final String CONNECTS = "connects ";

    private final Path folder;
    private final int port;
    private @Nullable Process process;

    /** One that writes down every line. */
    ReferenceServer(Path folder) throws IOException {
        this(folder, "lines.js", 50);
    }

    private ReferenceServer(Path folder, String backend, int flushInterval) throws IOException {
        assertThat(STATSD).as("run npm ci in verification/interop/").exists();
        this.folder = folder;
        int management; // statsd takes a 0 for 8126, which only one of two servers gets
        try (StatsdServer free = StatsdServer.start();
                StatsdServer another = StatsdServer.start()) {
            this.port = free.port();
            management = another.port();
        }
        Files.writeString(folder.resolve("config.js"), """
                {
                  servers: [
                    { server: "./servers/tcp", address: "127.0.0.1", port: %1$d },
                    { server: "./servers/udp", address: "127.0.0.1", port: %1$d }
                  ],
                  mgmt_address: "127.0.0.1",
                  mgmt_port: %5$d,
                  backends: [ "%2$s" ],
                  lines: "%3$s",
                  flushInterval: %4$d,
                  automaticConfigReload: false
                }
                """.formatted(
                        port, BACKENDS.resolve(backend), folder.resolve("lines"), flushInterval, management));
    }

    /** One that only adds up counters, with the usual interval of 10 s, and so reads as fast as it can. */
    static ReferenceServer adding(Path folder) throws IOException {
        return new ReferenceServer(folder, "sums.js", 10_000);
    }

    int port() {
        return port;
    }

    /** Starts it and waits until it listens. */
    void start() throws IOException {
        process = new ProcessBuilder(
                        "node", STATSD.toString(), folder.resolve("config.js").toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        awaitThat("the server listens").until(this::listens);
    }

    /** How long it was ready to run since its start and got no processor, as Linux counts it; 0 elsewhere. */
    long millisWithoutProcessor() throws IOException {
        Path file = Path.of("/proc", Long.toString(requireNonNull(process).pid()), "schedstat");
        return Files.exists(file) ? Long.parseLong(Files.readString(file).split(" ", -1)[1]) / 1_000_000 : 0;
    }

    /** Ends it as an operator does. A server that has died before fails. */
    void sigterm() throws InterruptedException {
        Process running = process;
        assertThat(running).isNotNull();
        assertThat(running.isAlive()).as("the server lives; %s", folder).isTrue();
        running.toHandle().destroy(); // unlike the process itself, its handle leaves stdin open
        assertThat(running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(running.exitValue()).isZero();
    }

    /** All lines that it has read, over all restarts. */
    List<String> lines() {
        return written().stream()
                .filter(line -> !line.startsWith(BAD) && !line.startsWith(CONNECTS))
                .toList();
    }

    /** The sum of all counters that it has flushed, over all restarts. Only of one that adds up. */
    long sum() {
        return sum(SUM);
    }

    /** Datagrams, and pieces of streams, that it has read. Only of one that adds up. */
    long packets() {
        return sum("packets ");
    }

    /** Connections that it was offered, over all restarts; of those one or a few for each start are our own. */
    long connects() {
        return sum(CONNECTS);
    }

    /** Lines that it could not read. */
    long badLines() {
        return sum(BAD);
    }

    private long sum(String word) {
        return written().stream()
                .filter(line -> line.startsWith(word))
                .mapToLong(line -> Long.parseLong(line.substring(word.length())))
                .sum();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private boolean listens() {
        try (SocketChannel probe = SocketChannel.open(Faulty.loopback(1, port))) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> written() {
        Path file = folder.resolve("lines");
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
