package io.sprockets.statsd.compare;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The results as tables in Markdown: medians, with the least and the most of all rounds. */
final class Report {
    private static final String BEGIN = "<!-- benchmarks/compare begins -->\n";
    private static final String END = "<!-- benchmarks/compare ends -->\n";
    private static final List<String> PERCENTILES = List.of("p50.0", "p99.0", "p99.9", "p99.99", "p100.0");
    private static final double KIB = 1024;

    private final Results results;
    private final Options options;
    private final StringBuilder text = new StringBuilder();

    Report(Results results, Options options) {
        this.results = results;
        this.options = options;
    }

    /** To the output, and to a file if one was named. */
    void write() throws IOException {
        circumstances();
        throughput();
        if (options.works().contains(Work.PACED)) {
            latency();
        }
        System.out.print(text);
        Path file = options.file();
        if (file != null) {
            String page = Files.readString(file);
            int begin = page.indexOf(BEGIN);
            int end = page.indexOf(END);
            if (begin < 0 || end < begin) {
                throw new IOException(file + " has no marks between which the tables could be written");
            }
            String before = page.substring(0, begin + BEGIN.length());
            Files.writeString(file, before + "\n" + text + page.substring(end));
        }
    }

    private void circumstances() {
        text.append(String.format(
                Locale.ROOT,
                "%s; Java %s; %s %s, %d processors, load average %.1f at the end; %d names, %d rounds of %s s.%n%n",
                LocalDate.now(ZoneOffset.UTC),
                System.getProperty("java.vm.version"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                options.names(),
                options.rounds(),
                options.seconds()));
    }

    private void throughput() {
        row(
                "over",
                "callers",
                "client",
                "delivered/s",
                "of the floor",
                "to the best peer",
                "share",
                "CPU ns each",
                "CPU ns a call",
                "bytes a call",
                "memory KiB",
                "threads",
                "sink busy");
        row("---", "---", "---", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:");
        for (Route route : options.routes()) {
            for (Work work : options.works()) {
                for (Contender one : options.contenders()) {
                    if (work != Work.PACED && figure(one, route, work, "rate").isKnown()) {
                        throughput(one, route, work);
                    }
                }
            }
        }
        text.append('\n');
    }

    private void throughput(Contender one, Route route, Work work) {
        ToDoubleFunction<Sample> rate = sample -> sample.get("rate");
        Optional<Contender> best = one.isOurs() ? bestPeer(one, route, work) : Optional.empty();
        row(
                route.title,
                work.title,
                one.title,
                number(figure(one, route, work, "rate")),
                ratio(results.ratio(one, Contender.RAW, route, work, rate)),
                best.map(peer -> ratio(results.ratio(one, peer, route, work, rate)))
                        .orElse(""),
                percent(figure(one, route, work, "share")),
                number(figure(one, route, work, "cpuEach")),
                number(figure(one, route, work, "cpuCall")),
                number(figure(one, route, work, "bytesEach")),
                number(results.of(one, route, work, sample -> sample.get("memory") / KIB)),
                number(figure(one, route, work, "threads")),
                percent(figure(one, route, work, "sinkBusy")));
    }

    /** The peer that delivers most; aggregated ones are compared with each other only. */
    private Optional<Contender> bestPeer(Contender ours, Route route, Work work) {
        return Arrays.stream(Contender.values())
                .filter(peer -> peer.isPeer() && peer.isAggregated() == ours.isAggregated())
                .filter(peer -> figure(peer, route, work, "rate").isKnown())
                .max(Comparator.comparingDouble(
                        peer -> figure(peer, route, work, "rate").median()));
    }

    private void latency() {
        row(
                "over",
                "client",
                "calls/s",
                "p50 ns",
                "p99 ns",
                "p99.9 ns",
                "p99.99 ns",
                "max ns",
                "CPU ms/s",
                "idle CPU ms/s",
                "share");
        row("---", "---", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:");
        for (Route route : options.routes()) {
            for (String rate : List.of("20000", "200000")) {
                for (Contender one : options.contenders()) {
                    if (figure(one, route, Work.PACED, "idle").isKnown()) {
                        latency(one, route, rate);
                    }
                }
            }
        }
        text.append('\n');
    }

    private void latency(Contender one, Route route, String rate) {
        List<String> cells = new ArrayList<>(List.of(route.title, one.title, rate));
        PERCENTILES.forEach(p -> cells.add(number(figure(one, route, Work.PACED, p + "@" + rate))));
        cells.add(number(figure(one, route, Work.PACED, "cpu@" + rate)));
        cells.add(number(figure(one, route, Work.PACED, "idle")));
        cells.add(percent(figure(one, route, Work.PACED, "share")));
        row(cells.toArray(String[]::new));
    }

    private Spread figure(Contender one, Route route, Work work, String name) {
        return results.of(one, route, work, sample -> sample.get(name));
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String number(Spread figure) {
        return cell(figure.isKnown() && figure.max() < 100 ? "%.1f (%.1f–%.1f)" : "%,.0f (%,.0f–%,.0f)", figure);
    }

    private static String ratio(Spread figure) {
        return cell("%.2f (%.2f–%.2f)", figure);
    }

    private static String percent(Spread figure) {
        return figure.isKnown() ? String.format(Locale.ROOT, "%.1f %%", 100 * figure.median()) : "";
    }

    private static String cell(String format, Spread figure) {
        return figure.isKnown() ? String.format(Locale.ROOT, format, figure.median(), figure.min(), figure.max()) : "";
    }
}
