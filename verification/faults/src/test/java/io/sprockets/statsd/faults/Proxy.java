package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Debian's stunnel or haproxy in front of one TCP port of the loopback, configured as docs/guides says. The test's
 * thread uses it.
 */
final class Proxy implements AutoCloseable {
    private static final Path STUNNEL = Path.of("/usr/bin/stunnel4");
    private static final Path HAPROXY = Path.of("/usr/sbin/haproxy");

    private final int port;
    private final Process process;

    private Proxy(int port, int readyPort, Path folder, List<String> command) throws IOException {
        this.port = port;
        this.process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("proxy.log").toFile())
                .start();
        awaitThat(command + " listens").until(() -> listens(readyPort));
    }

    static void assumeStunnelIsInstalled() {
        assumeTrue(Files.isExecutable(STUNNEL), "needs stunnel, in /usr/bin: apt-get install stunnel4");
    }

    static void assumeHaproxyIsInstalled() {
        assumeTrue(Files.isExecutable(HAPROXY), "needs haproxy, in /usr/sbin: apt-get install haproxy");
    }

    /** stunnel with a certificate and its key in a PEM file. */
    static Proxy stunnel(Path folder, int backend, Path certificate) throws IOException {
        return stunnel(folder, free(), backend, certificate);
    }

    /** The same on a port that is known to be free. */
    static Proxy stunnel(Path folder, int port, int backend, Path certificate) throws IOException {
        return stunnel(folder, port, stunnel(port, backend, certificate).toString());
    }

    /** stunnel that serves only clients whose certificates an authority has signed. */
    static Proxy stunnelForClients(Path folder, int backend, Path certificate, Path authority) throws IOException {
        int port = free();
        return stunnel(
                folder, port, stunnel(port, backend, certificate) + "CAfile = " + authority + "\nverifyChain = yes\n");
    }

    /** haproxy that asks its server every 100 ms whether it is there, or finds out when it needs it. */
    static Proxy haproxy(Path folder, int backend, boolean checks) throws IOException {
        int port = free();
        Guide guide = Guide.page("servers.md", "listen statsd")
                .with("bind :8125", "bind 127.0.0.1:" + port)
                .with("server n1 10.0.0.1:8125", "server n1 127.0.0.1:" + backend + (checks ? " check inter 100" : ""))
                .with("  server n2 10.0.0.2:8125\n", "");
        return haproxy(folder, port, guide);
    }

    /** haproxy that speaks TLS with its clients, with a certificate and its key in a PEM file. */
    static Proxy haproxyWithTls(Path folder, int backend, Path certificate) throws IOException {
        int port = free();
        Guide guide = Guide.page("tls.md", "listen statsd")
                .with("bind :8126", "bind 127.0.0.1:" + port)
                .with("/etc/haproxy/statsd.pem", certificate.toString())
                .with("127.0.0.1:8125", "127.0.0.1:" + backend);
        return haproxy(folder, port, guide);
    }

    private static Guide stunnel(int port, int backend, Path certificate) throws IOException {
        return Guide.page("tls.md", "foreground = yes")
                .with("accept = 8126", "accept = 127.0.0.1:" + port)
                .with("127.0.0.1:8125", "127.0.0.1:" + backend)
                .with("/etc/stunnel/statsd.pem", certificate.toString());
    }

    private static Proxy stunnel(Path folder, int port, String text) throws IOException {
        Path config = Files.writeString(folder.resolve("stunnel.conf"), "debug = notice\n" + text);
        return new Proxy(port, port, folder, List.of(STUNNEL.toString(), config.toString()));
    }

    /** One that is asked elsewhere whether it is ready: who asks it on its port, asks the server behind it. */
    private static Proxy haproxy(Path folder, int port, Guide guide) throws IOException {
        int ready = free();
        Path config = Files.writeString(folder.resolve("haproxy.cfg"), """
                frontend ready
                  mode tcp
                  timeout client 1s
                  bind 127.0.0.1:%d
                """.formatted(ready) + guide);
        return new Proxy(port, ready, folder, List.of(HAPROXY.toString(), "-db", "-f", config.toString()));
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitThat("the proxy is gone").until(() -> !process.isAlive());
    }

    private static int free() {
        try (StatsdServer free = StatsdServer.start()) {
            return free.port();
        }
    }

    private static boolean listens(int port) {
        try (SocketChannel probe = SocketChannel.open(Faulty.loopback(1, port))) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
