package io.sprockets.statsd.interop;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What may stand in front of nodes of statsd. */
final class Fronts {
    static final Path HAPROXY = Path.of("/usr/sbin/haproxy");
    static final Path STUNNEL = Path.of("/usr/bin/stunnel4");

    private Fronts() {}

    /** statsd's own proxy, which has a node for each name and speaks UDP with it. */
    static Daemon proxy(Path folder, int port, int managementPort, String protocol, List<StatsdProcess> nodes) {
        String list = nodes.stream()
                .map(node ->
                        "{host: '127.0.0.1', port: %d, adminport: %d}".formatted(node.port(), node.managementPort()))
                .collect(Collectors.joining(", "));
        Path config = Daemon.write(folder.resolve("proxy.js"), """
                {
                  nodes: [%s],
                  server: './servers/%s',
                  host: '127.0.0.1',
                  address: '127.0.0.1',
                  port: %d,
                  mgmt_port: %d,
                  mgmt_address: '127.0.0.1',
                  checkInterval: 200,
                  cacheSize: 10000
                }
                """.formatted(list, protocol, port, managementPort));
        Path program = StatsdProcess.stats().resolveSibling("proxy.js");
        return new Daemon(
                List.of("node", program.toString(), config.toString()), folder, () -> Daemon.accepts(managementPort));
    }

    /**
     * haproxy as docs/guides says. It is never asked on its own port whether it is there: it resets the connection to
     * the node of who asks and leaves at once, and statsd exits of that.
     *
     * @param readyPort where it answers when it is ready
     */
    static Daemon haproxy(Path folder, int port, int readyPort, List<StatsdProcess> nodes) {
        String servers = IntStream.range(0, nodes.size())
                .mapToObj(i ->
                        "  server n%d 127.0.0.1:%d\n".formatted(i, nodes.get(i).port()))
                .collect(Collectors.joining());
        Guide guide = Guide.page("servers.md", "listen statsd")
                .with("bind :8125", "bind 127.0.0.1:" + port)
                .with("  server n1 10.0.0.1:8125\n", servers)
                .with("  server n2 10.0.0.2:8125\n", "");
        Path config = Daemon.write(folder.resolve("haproxy.cfg"), """
                frontend ready
                  mode tcp
                  timeout client 1s
                  bind 127.0.0.1:%d
                """.formatted(readyPort) + guide);
        return new Daemon(
                List.of(HAPROXY.toString(), "-db", "-f", config.toString()), folder, () -> Daemon.accepts(readyPort));
    }

    /** stunnel, with a certificate and its key in one file, in front of one node. */
    static Daemon stunnel(Path folder, int port, Path certificate, StatsdProcess node) {
        Guide guide = Guide.page("tls.md", "foreground = yes")
                .with("accept = 8126", "accept = 127.0.0.1:" + port)
                .with("127.0.0.1:8125", "127.0.0.1:" + node.port())
                .with("/etc/stunnel/statsd.pem", certificate.toString());
        Path config = Daemon.write(folder.resolve("stunnel.conf"), "debug = notice\n" + guide);
        return new Daemon(List.of(STUNNEL.toString(), config.toString()), folder, () -> Daemon.accepts(port));
    }
}
