package io.sprockets.statsd.interop;

import io.sprockets.statsd.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.stream.Stream;

/** Graphite's carbon behind statsd 0.9.0: what it has stored, over all restarts. */
final class Carbon implements RealServer {
    static final Path PROGRAM = Path.of("/usr/bin/carbon-cache");

    private final Path folder;
    private final int port;
    private final Daemon carbon;
    private final Daemon statsd;

    Carbon(Path folder, int port, int[] free) {
        this.folder = folder;
        this.port = port;
        Daemon.write(folder.resolve("carbon.conf"), """
                [cache]
                STORAGE_DIR=%1$s/storage
                CONF_DIR=%1$s
                LOG_DIR=%1$s
                PID_DIR=%1$s
                LOCAL_DATA_DIR=%1$s/whisper
                USER=
                LINE_RECEIVER_INTERFACE=127.0.0.1
                LINE_RECEIVER_PORT=%2$d
                PICKLE_RECEIVER_INTERFACE=127.0.0.1
                PICKLE_RECEIVER_PORT=%3$d
                CACHE_QUERY_INTERFACE=127.0.0.1
                CACHE_QUERY_PORT=%4$d
                ENABLE_LOGROTATION=False
                ENABLE_TAGS=False
                MAX_CACHE_SIZE=inf
                MAX_UPDATES_PER_SECOND=inf
                MAX_CREATES_PER_MINUTE=inf
                WHISPER_AUTOFLUSH=True
                CARBON_METRIC_INTERVAL=0
                """.formatted(folder, free[0], free[1], free[2]));
        Daemon.write(folder.resolve("storage-schemas.conf"), "[all]\npattern=.*\nretentions=1s:1h\n");
        Daemon.write(
                folder.resolve("storage-aggregation.conf"),
                "[all]\npattern=.*\nxFilesFactor=0\naggregationMethod=last\n");
        Path config = Daemon.write(folder.resolve("config.js"), """
                {
                  servers: [
                    { server: "./servers/tcp", address: "127.0.0.1", port: %1$d },
                    { server: "./servers/udp", address: "127.0.0.1", port: %1$d }
                  ],
                  mgmt_address: "127.0.0.1",
                  mgmt_port: %2$d,
                  backends: [ "./backends/graphite" ],
                  graphiteHost: "127.0.0.1",
                  graphitePort: %3$d,
                  graphite: { legacyNamespace: false },
                  flushInterval: 2000, // two of them never are of one second
                  deleteIdleStats: true,
                  deleteGauges: false,
                  automaticConfigReload: false
                }
                """.formatted(port, free[3], free[0]));
        this.carbon = new Daemon(
                List.of(
                        "/usr/bin/python3",
                        PROGRAM.toString(),
                        "--config=" + folder.resolve("carbon.conf"),
                        "--nodaemon",
                        "--pidfile=" + folder.resolve("carbon.pid"),
                        "start"),
                folder,
                () -> Daemon.accepts(free[0]));
        this.statsd = new Daemon(
                List.of("node", StatsdProcess.stats().toString(), config.toString()),
                folder,
                () -> Daemon.accepts(port));
    }

    @Override
    public void start() {
        carbon.start();
        statsd.start();
    }

    @Override
    public void stop() {
        statsd.sigterm();
        carbon.sigterm();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Dialect dialect() {
        return Dialect.STATSD;
    }

    @Override
    public Totals totals() {
        Totals totals = Totals.empty();
        Path stats = folder.resolve("whisper/stats");
        if (Files.exists(stats)) {
            try (Stream<Path> files = Files.walk(stats)) {
                files.filter(file -> file.toString().endsWith(".wsp"))
                        .forEach(file -> read(stats.relativize(file).toString(), Whisper.values(file), totals));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return totals;
    }

    @Override
    public void close() {
        statsd.close();
        carbon.close();
    }

    private static void read(String path, NavigableMap<Long, Double> values, Totals totals) {
        String[] names = path.replace(".wsp", "").split("/", 2);
        if (names.length < 2 || values.isEmpty()) {
            return;
        }
        String name = names[1].replace('/', '.');
        String parent = name.substring(0, Math.max(name.lastIndexOf('.'), 0));
        double sum = values.values().stream().mapToDouble(Double::doubleValue).sum();
        switch (names[0] + name.substring(parent.length())) {
            case "counters.count" -> totals.counters().put(parent, sum);
            case "timers.count" -> totals.timings().put(parent, sum);
            case "timers.sum" -> totals.sums().put(parent, sum);
            case "sets.count" -> totals.members().put(parent, sum);
            default -> {
                if (names[0].equals("gauges")) {
                    totals.gauges().put(name, values.lastEntry().getValue());
                }
            }
        }
    }
}
