package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;

import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Debian's haproxy in front of one TCP port of the loopback. The test's thread uses it. */
final class Haproxy implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");

    private final int port;
    private final Process process;

    /** One that passes on, and asks its server every 100 ms whether it is there, or finds out when it needs it. */
    Haproxy(Path folder, int backend, boolean checks) throws IOException {
        this(folder, backend, checks, "");
    }

    /** One that speaks TLS with its clients, with a certificate and its key in a PEM file. */
    static Haproxy withTls(Path folder, int backend, Path certificate) throws IOException {
        return new Haproxy(folder, backend, false, " ssl crt " + certificate);
    }

    private Haproxy(Path folder, int backend, boolean checks, String tls) throws IOException {
        try (StatsdServer free = StatsdServer.start()) {
            this.port = free.port();
        }
        Path config = Files.writeString(
                folder.resolve("haproxy.cfg"), """
                defaults
                  mode tcp
                  timeout connect 1s
                  timeout client 60s
                  timeout server 60s
                frontend statsd
                  bind 127.0.0.1:%d%s
                  default_backend servers
                backend servers
                  server only 127.0.0.1:%d%s
                """.formatted(port, tls, backend, checks ? " check inter 100" : ""));
        this.process = new ProcessBuilder(PROGRAM.toString(), "-db", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.log").toFile())
                .start();
        awaitThat("haproxy listens").until(this::listens);
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
    }

    private boolean listens() {
        try (SocketChannel probe = SocketChannel.open(Faulty.loopback(1, port))) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
