package io.sprockets.statsd.interop;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A program in a separate process, which never outlives the test. One thread uses it. */
final class Daemon implements AutoCloseable {
    /** Far more than anything takes; what is awaited for this long never comes. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final List<String> command;
    private final Path log;
    private final BooleanSupplier ready;
    private @Nullable Process process;

    /**
     * One that does not run yet.
     *
     * @param ready whether it can be used
     */
    Daemon(List<String> command, Path folder, BooleanSupplier ready) {
        this.command = command;
        this.log = folder.resolve("log");
        this.ready = ready;
    }

    /** A folder that may be new. */
    static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what a daemon reads when it starts. */
    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a port of the loopback accepts connections. */
    static boolean accepts(int port) {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts it and waits until it is ready. */
    void start() {
        try {
            Process started = new ProcessBuilder(command)
                    .directory(log.toAbsolutePath().getParent().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            process = started;
            RUNNING.add(started);
            await(command + " is ready").atMost(PATIENCE).until(() -> ready.getAsBoolean() || !started.isAlive());
            if (!started.isAlive()) {
                throw new AssertionError(command + " has ended: " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as an operator does, and waits for the end. */
    void sigterm() {
        if (process != null) {
            process.toHandle().destroy(); // unlike the process itself, its handle leaves stdin open
            awaitEnd(process);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            awaitEnd(process.destroyForcibly());
        }
    }

    private static void awaitEnd(Process process) {
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        RUNNING.remove(process);
    }
}
