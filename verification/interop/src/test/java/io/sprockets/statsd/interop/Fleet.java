package io.sprockets.statsd.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measures a fleet and prints the tables of docs/fleet.md: {@code verification/interop/fleet [--write docs/fleet.md]}. */
public final class Fleet {
    private static final String BEGIN = "<!-- measured -->\n";
    private static final String END = "<!-- end of what was measured -->\n";

    private Fleet() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("fleet");
        String report = report(folder);
        System.out.println(report);
        if (arguments.length == 2 && arguments[0].equals("--write")) {
            Path page = Path.of(arguments[1]);
            String text = Files.readString(page);
            int begin = text.indexOf(BEGIN) + BEGIN.length();
            Files.writeString(page, text.substring(0, begin) + report + text.substring(text.indexOf(END)));
        }
    }

    private static String report(Path folder) throws IOException {
        List<FleetCosts.Traffic> traffic = FleetCosts.traffic(20_000);
        List<FleetCosts.Traffic> usual = FleetCosts.traffic(1_000);
        FleetCosts.Connects connects = FleetCosts.connects();
        StatsdProcess server = StatsdProcess.keepingLines(Files.createDirectories(folder.resolve("cpu")));
        double serverNanos = FleetCosts.serverNanos(server);
        server.close();
        List<String> losses = new FleetLosses(folder).measure();
        return """

                ### What is lost

                40,000 increments of 200 series from four connectors, 10,000 a second, to statsd 0.9.0.

                | in front | event | delivery | recorded | lost | twice | series at two nodes | said to be confirmed |
                | --- | --- | --- | --- | --- | --- | --- | --- |
                %s

                ### What aggregation saves

                One process, 20,000 calls a second over 200 series, UDP in datagrams of 1,432 bytes; for each second.

                | calls | bytes | lines | datagrams | CPU of the sender, ms |
                | --- | --- | --- | --- | --- |
                %s

                ### Connections

                300 connectors with confirmed delivery and ten lines a second: %.2f connects a second and %.2f ms of CPU a second each.
                After an outage of 3 s a quarter, a half, three quarters and all of them were back after %s ms.
                statsd 0.9.0 takes %.1f us of CPU for a line.

                ### Sizes

                Computed for processes that make 1,000 calls a second on 200 series, measured as above. A node of
                statsd has one core, of which it should use half.

                | processes | calls of each | lines a second | Mbit/s | nodes of statsd | connects a second, confirmed |
                | --- | --- | --- | --- | --- | --- |
                %s
                """.formatted(
                String.join("\n", losses),
                String.join("\n", traffic.stream().map(FleetCosts.Traffic::row).toList()),
                connects.perSecond(),
                connects.senderMillis(),
                connects.quarters(),
                serverNanos / 1000,
                sizes(usual, connects, serverNanos));
    }

    private static String sizes(List<FleetCosts.Traffic> traffic, FleetCosts.Connects connects, double serverNanos) {
        StringBuilder rows = new StringBuilder();
        for (int processes : new int[] {1_000, 10_000, 100_000}) {
            for (FleetCosts.Traffic one : traffic) {
                double lines = one.lines() * processes;
                rows.append("| %,d | %s | %,.0f | %,.0f | %,.0f | %,.0f |%n"
                        .formatted(
                                processes,
                                one.name(),
                                lines,
                                one.bytes() * processes * 8 / 1e6,
                                Math.ceil(lines * serverNanos / 1e9 / 0.5),
                                connects.perSecond() * processes));
            }
        }
        return rows.toString().stripTrailing();
    }
}
