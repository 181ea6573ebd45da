package io.sprockets.statsd.interop;

import io.sprockets.statsd.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** collectd, over UDP. It writes down all it has each second, and counts from zero after a restart. */
final class Collectd implements OneDaemon {
    static final Path PROGRAM = Path.of("/usr/sbin/collectd");

    private static final Pattern FILE =
            Pattern.compile("(derive|gauge|latency|objects)-(.+?)(-count|-sum)?-\\d{4}-\\d\\d-\\d\\d");
    private static final double MILLIS = 1000;

    private final Path folder;
    private final int port;
    private final Daemon daemon;

    Collectd(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        Path config = Daemon.write(folder.resolve("collectd.conf"), """
                Hostname t
                FQDNLookup false
                BaseDir "%1$s"
                PIDFile "%1$s/pid"
                Interval 1
                LoadPlugin statsd
                LoadPlugin csv
                LoadPlugin unixsock
                <Plugin statsd>
                  Host "127.0.0.1"
                  Port "%2$d"
                  CounterSum true
                  TimerCount true
                  TimerSum true
                </Plugin>
                <Plugin csv>
                  DataDir "%1$s/csv"
                  StoreRates false
                </Plugin>
                <Plugin unixsock>
                  SocketFile "%1$s/sock"
                  SocketGroup nogroup
                  DeleteSocket true
                </Plugin>
                """.formatted(folder, port));
        this.daemon = new Daemon(
                List.of(PROGRAM.toString(), "-f", "-C", config.toString()),
                folder,
                () -> Files.exists(folder.resolve("sock")));
    }

    @Override
    public Daemon daemon() {
        return daemon;
    }

    @Override
    public void stop() {
        OneDaemon.super.stop();
        try {
            Files.deleteIfExists(folder.resolve("sock"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Dialect dialect() {
        return Dialect.COLLECTD;
    }

    @Override
    public Totals totals() {
        Totals totals = Totals.empty();
        Path values = folder.resolve("csv/t/statsd");
        if (Files.exists(values)) {
            try (Stream<Path> files = Files.list(values)) {
                files.forEach(file -> read(file, totals));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return totals;
    }

    private static void read(Path file, Totals totals) {
        Matcher name = FILE.matcher(file.getFileName().toString());
        List<Double> values = values(file);
        if (!name.matches() || values.isEmpty()) {
            return;
        }
        double last = values.get(values.size() - 1);
        double sum = values.stream().mapToDouble(Double::doubleValue).sum();
        switch (name.group(1) + (name.group(3) == null ? "" : name.group(3))) {
            case "derive" -> totals.counters().put(name.group(2), last);
            case "gauge" -> totals.gauges().put(name.group(2), last);
            case "gauge-count" -> totals.timings().put(name.group(2), sum);
            case "latency-sum" -> totals.sums().put(name.group(2), sum * MILLIS);
            case "objects" ->
                totals.members()
                        .put(
                                name.group(2),
                                values.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .max()
                                        .orElse(0));
            default -> {} // averages and the like
        }
    }

    /** What was written down, but for what is no number and the last line, which may not be whole. */
    private static List<Double> values(Path file) {
        try {
            String text = Files.readString(file);
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .skip(1) // the head
                    .map(line -> line.substring(line.indexOf(',') + 1))
                    .filter(value -> !value.equals("nan"))
                    .map(Double::valueOf)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
