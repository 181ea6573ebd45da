package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;

import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Debian's stunnel, which speaks TLS in front of one TCP port of the loopback. The test's thread uses it. */
final class Stunnel implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/stunnel4");

    private final int port;
    private final Process process;

    /** With a certificate and its key in a PEM file. */
    Stunnel(Path folder, int backend, Path certificate) throws IOException {
        this(folder, free(), backend, certificate);
    }

    /** On a port that is known to be free. */
    Stunnel(Path folder, int port, int backend, Path certificate) throws IOException {
        this.port = port;
        Path config = Files.writeString(folder.resolve("stunnel.conf"), """
                foreground = yes
                pid =
                debug = notice
                [statsd]
                accept = 127.0.0.1:%d
                connect = 127.0.0.1:%d
                cert = %s
                """.formatted(port, backend, certificate));
        this.process = new ProcessBuilder(PROGRAM.toString(), config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("stunnel.log").toFile())
                .start();
        awaitThat("stunnel listens").until(this::listens);
    }

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitThat("stunnel is gone").until(() -> !process.isAlive());
    }

    private static int free() {
        try (StatsdServer free = StatsdServer.start()) {
            return free.port();
        }
    }

    private boolean listens() {
        try (SocketChannel probe = SocketChannel.open(Faulty.loopback(1, port))) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
