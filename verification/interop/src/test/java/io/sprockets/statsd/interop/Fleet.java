package io.sprockets.statsd.interop;

import io.sprockets.statsd.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Measures a fleet and prints the tables of docs/fleet.md: {@code verification/interop/fleet [--write docs/fleet.md]}.
 */
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
        FleetReturn.Result sure = FleetReturn.of(Delivery.CONFIRMED);
        FleetReturn.Result unsure = FleetReturn.of(Delivery.AT_MOST_ONCE);
        StatsdProcess server = StatsdProcess.keepingLines(Files.createDirectories(folder.resolve("cpu")));
        double serverNanos = FleetCosts.serverNanos(server);
        server.close();
        List<String> losses = new FleetLosses(folder).measure();
        return """

                ### What is lost

                %,d increments of %d series, from %d processes with a heap of 32 MB and one connector each, within %d s,
                to statsd 0.9.0. A line tells which call it was, so that lost ones and those that came twice are counted
                one by one. haproxy and stunnel are configured as in [servers.md](guides/servers.md) and
                [tls.md](guides/tls.md).

                | in front | event | delivery | recorded | lost | twice | series at two nodes | said to be confirmed |
                | --- | --- | --- | --- | --- | --- | --- | --- |
                %s

                ### What aggregation saves

                One process over UDP in datagrams of 1,432 bytes, 200 series; for each second.

                | calls a second | of which | bytes | lines | datagrams | CPU of the sender, ms |
                | --- | --- | --- | --- | --- | --- |
                %s
                %s

                ### What many connectors cost, and how they come back

                %d connectors in one process, ten increments a second each. Their server is gone for 3 s. "Back after" is when a
                quarter, a half, three quarters and all of them were connected again.

                | delivery | connects a second, of each | CPU of a sender, ms a second | threads of each | KiB of each | back after, ms | most back within 100 ms | recorded | lost | twice |
                | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                %s
                %s

                ### Sizes

                Computed from the above, for processes that make 1,000 calls a second on 200 series. statsd 0.9.0 takes %.1f us
                of CPU for a line, and has one processor, of which it should use half.

                | processes | calls of each | lines a second | Mbit/s | nodes of statsd | connects a second, if confirmed |
                | --- | --- | --- | --- | --- | --- |
                %s
                """.formatted(
                        FleetLosses.INCREMENTS,
                        FleetMember.SERIES,
                        FleetLosses.PROCESSES,
                        FleetMember.LOAD.toSeconds(),
                        String.join("\n", losses),
                        rows(20_000, traffic),
                        rows(1_000, usual),
                        FleetReturn.CONNECTORS,
                        unsure.row(),
                        sure.row(),
                        serverNanos / 1000,
                        sizes(usual, sure.perSecond(), serverNanos));
    }

    private static String rows(int callsPerSecond, List<FleetCosts.Traffic> traffic) {
        return traffic.stream()
                .map(one -> "| %,d %s".formatted(callsPerSecond, one.row()))
                .collect(Collectors.joining("\n"));
    }

    private static String sizes(List<FleetCosts.Traffic> traffic, double connectsPerSecond, double serverNanos) {
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
                                connectsPerSecond * processes));
            }
        }
        return rows.toString().stripTrailing();
    }
}
