package io.sprockets.statsd.interop;

import io.sprockets.statsd.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** netdata with TCP and UDP on one port. It shows gauges in thousandths, and of timers only the last second. */
final class Netdata implements OneDaemon {
    static final Path PROGRAM = Path.of("/usr/sbin/netdata");

    private static final Pattern SHOWN =
            Pattern.compile("netdata_statsd_\\w+\\{chart=\"statsd_([\\w.]+)_(counter|gauge)\".*?} (-?[0-9.]+) .*");
    private static final double THOUSANDTHS = 1000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final int web;
    private final Daemon daemon;

    Netdata(Path folder, int port, int web) {
        this.port = port;
        this.web = web;
        Path empty = Daemon.folder(folder.resolve("empty"));
        Path data = Daemon.folder(folder.resolve("data")); // which it empties when it ends
        Path config = Daemon.write(folder.resolve("netdata.conf"), config(data, empty));
        this.daemon = new Daemon(
                List.of(PROGRAM.toString(), "-D", "-c", config.toString(), "-P", folder.resolve("pid") + ""),
                folder,
                () -> Daemon.accepts(port) && Daemon.accepts(web));
    }

    private String config(Path folder, Path empty) {
        String all = """
                [global]
                  run as user = %s
                [directories]
                """.formatted(System.getProperty("user.name"));
        for (String name : List.of("config", "stock config", "cache", "lib", "home", "lock", "log", "web")) {
            all += "  " + name + " = " + folder + "\n";
        }
        for (String name : List.of("proc", "diskspace", "cgroups", "tc", "timex", "idlejitter")) {
            all += (name.equals("proc") ? "  plugins = " + empty + "\n[plugins]\n" : "") + "  " + name + " = no\n";
        }
        return all + """
                [db]
                  mode = ram
                [web]
                  bind to = 127.0.0.1
                  default port = %d
                [health]
                  enabled = no
                [ml]
                  enabled = no
                [cloud]
                  enabled = no
                [statsd]
                  bind to = udp:127.0.0.1:%d tcp:127.0.0.1:%d
                """.formatted(web, port, port);
    }

    @Override
    public Daemon daemon() {
        return daemon;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Dialect dialect() {
        return Dialect.PLAIN;
    }

    @Override
    public Totals totals() {
        Totals totals = Totals.empty();
        shown().lines().map(SHOWN::matcher).filter(Matcher::matches).forEach(line -> {
            double value = Double.parseDouble(line.group(3));
            if (line.group(2).equals("counter")) {
                totals.counters().put(line.group(1), value);
            } else {
                totals.gauges().put(line.group(1), value / THOUSANDTHS);
            }
        });
        return totals;
    }

    private String shown() {
        URI uri = URI.create("http://127.0.0.1:" + web + "/api/v1/allmetrics?format=prometheus&source=as-collected");
        try {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
