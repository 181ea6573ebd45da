package io.sprockets.statsd.watch.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.Overflow;
import io.sprockets.statsd.StatsdConnector;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends lines to a watch by our own connector at a steady rate, with a page that listens, and compares what the page
 * shows with what was recorded. Arguments: lines per second, seconds, and options for the watch's JVM. Ends with 0 if
 * every count is exact and the page was told of every second.
 */
public final class LoadMain {
    private static final Pattern ROW = Pattern.compile("\"name\":\"([^\"]+)\",.*?\"lines\":([0-9]+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private LoadMain() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int perSecond = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        List<String> jvmOptions = List.of(arguments).subList(Math.min(2, arguments.length), arguments.length);
        try (WatchProcess watch = WatchProcess.start(jvmOptions);
                PageListener page = PageListener.start(watch.page())) {
            System.exit(run(watch, page, perSecond, seconds) ? 0 : 1);
        }
    }

    private static boolean run(WatchProcess watch, PageListener page, int perSecond, int seconds)
            throws IOException, InterruptedException {
        StatsdConnector statsd = connector(watch.port());
        statsd.start();
        Traffic traffic = new Traffic(statsd);
        Usage usage = Usage.of(watch);
        traffic.run(perSecond, seconds);
        Usage.Figures figures = usage.figures();
        statsd.close();
        page.awaitLines(statsd.stats().recorded(), PATIENCE);
        tell(statsd.stats().sent(), statsd.stats().dropped(), figures);
        boolean exact = isExact(traffic.made(), shown(watch.page()));
        return isLive(page.seen(), figures.elapsed()) && exact;
    }

    private static StatsdConnector connector(int port) {
        return StatsdConnector.builder()
                .host("127.0.0.1")
                .port(port)
                .overflow(Overflow.block(PATIENCE)) // so that nothing is left out
                .stopTimeout(PATIENCE)
                .build();
    }

    private static void tell(long sent, long dropped, Usage.Figures figures) {
        double elapsed = figures.elapsed();
        say("connector   sent %,d in %.1f s, %,.0f a second; dropped %,d", sent, elapsed, sent / elapsed, dropped);
        say("            %.1f s of CPU: %.0f %% of a processor", figures.ownCpu(), 100 * figures.ownCpu() / elapsed);
        say(
                "watch       %.1f s of CPU: %.0f %% of a processor",
                figures.watchCpu(), 100 * figures.watchCpu() / elapsed);
        say("            %,d MiB resident at most", figures.mostMebibytes());
    }

    private static boolean isExact(Map<String, Long> made, Map<String, Long> shown) {
        boolean exact = made.equals(shown);
        long lines = shown.values().stream().mapToLong(Long::longValue).sum();
        say("page        %,d lines in %d series: %s", lines, shown.size(), exact ? "each count is exact" : "NOT EXACT");
        return exact;
    }

    private static boolean isLive(PageListener.Seen seen, double elapsed) {
        long kilobytes = seen.bytes() / Math.max(1, seen.events()) / 1_024;
        say("            %d updates of %,d KiB, %d seconds left out", seen.events(), kilobytes, seen.skippedSeconds());
        say("            %.2f s apart at most", seen.longestGapSeconds());
        return seen.skippedSeconds() == 0 && seen.events() >= elapsed - 1;
    }

    /** The lines of each series, as the page has them. */
    private static Map<String, Long> shown(URI page) throws IOException {
        try (InputStream body = page.resolve("api/series").toURL().openStream()) {
            Map<String, Long> lines = new TreeMap<>();
            for (Matcher row = ROW.matcher(new String(body.readAllBytes(), UTF_8)); row.find(); ) {
                lines.put(row.group(1), Long.parseLong(row.group(2)));
            }
            return lines;
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
