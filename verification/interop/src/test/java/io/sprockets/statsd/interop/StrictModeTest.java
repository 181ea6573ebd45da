package io.sprockets.statsd.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sprockets.statsd.testing.BadLine;
import io.sprockets.statsd.testing.ReceivedMetric;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The strict mode of the server for tests takes and refuses the lines that this server takes and refuses. */
class StrictModeTest {
    private static final int LINES = 10_000; // of which as many bad ones are kept
    private static final List<String> NAMES =
            List.of("a", "a.b", "a b/c", "x@y", "k;t=v", "[t=v]n", "n,t=v", "", ";", "_e{1,1}");
    private static final List<String> VALUES = List.of(
            "1",
            "-1",
            "+2",
            "0.5",
            ".5",
            "5.",
            "1e3",
            "1E-2",
            "0x1F",
            "0b11",
            "0o17",
            "-0x1",
            " 7 ",
            "",
            " ",
            "x",
            "1,5",
            "1_0",
            "+-3",
            "NaN",
            "9".repeat(30),
            "1:2:3",
            "--1",
            "0",
            "-0");
    private static final List<String> TYPES =
            List.of("c", "g", "ms", "s", "h", "d", "m", "q", "C", "", "ms ", " g", "c:4|ms");
    private static final List<String> FIELDS = List.of(
            "",
            "",
            "",
            "|@0.5",
            "|@.1",
            "|@2",
            "|@1e-1",
            "|@0x2",
            "|@",
            "|@-1",
            "|@bar",
            "|@1.2.3",
            "|blah",
            "|b",
            "|",
            "|#a:b",
            "|#a:b,c",
            "|#a:b:c;d",
            "|#",
            "|#,",
            "|#a|#b",
            "|@0.5|#a:b",
            "|#a:1|@0.5",
            "|c:ci-1",
            "|T12",
            "|@0.5|x");
    private static final String ALPHABET = ":|@#,;=._-+e015cgms /\\x";
    private static final Pattern LOGGED = Pattern.compile("Bad line: .* in msg \"(.*)\"");

    private final Random random = new Random(20_261_127);

    @TempDir
    Path folder;

    @Test
    void linesAreJudgedAsTheServerJudgesThem() throws IOException {
        try (StatsdServer strict = StatsdServer.builder().strict(true).start();
                StatsdProcess server = StatsdProcess.started(folder)) {
            List<String> lines = harmless(strict);
            sendAll(strict.port(), lines);
            sendAll(server.port(), lines);
            Journal journal = server.awaitJournal("every line", flushed -> flushed.received() >= lines.size());

            assertThat(journal.received()).isEqualTo(lines.size()).isEqualTo(strict.linesReceived());
            assertThat(refusedBy(strict)).isEqualTo(refusedBy(server));
            assertThat(strict.badLineCount()).isBetween(LINES / 10L, LINES * 9L / 10);
            compareTotals(strict, journal);
        }
    }

    private static void compareTotals(StatsdServer strict, Journal journal) {
        TreeMap<String, Double> counters = new TreeMap<>(strict.counters());
        counters.values().removeIf(sum -> sum == 0);
        Map<String, Double> expected = bySeries(journal.counters(), Double::sum);
        assertThat(counters).containsOnlyKeys(expected.keySet());
        counters.forEach((name, sum) -> assertThat(sum).as(name).satisfies(found -> {
            double wanted = expected.getOrDefault(name, 0.0);
            // Zero at a rate of zero is no number, which that server forgets again at the next one.
            assertThat(Double.isNaN(found) || found == wanted || Math.abs(found - wanted) <= Math.abs(wanted) * 1e-9)
                    .as("%s and %s", found, wanted)
                    .isTrue();
        }));
        // Where the order of tags makes two gauges of one, there is nothing to compare.
        Map<String, Double> gauges = bySeries(journal.gauges(), (a, b) -> Double.NaN);
        gauges.forEach((name, value) -> assertThat(strict.gauge(name))
                .as(name)
                .satisfies(found -> assertThat(value.isNaN() || found.equals(value))
                        .as("%s and %s", found, value)
                        .isTrue()));
        assertThat(strict.gauges()).containsOnlyKeys(gauges.keySet());
        assertThat(timings(strict)).isEqualTo(timings(journal));
        assertThat(strict.sets()).isNotEmpty().isEqualTo(bySeries(journal.sets(), (a, b) -> {
            a.addAll(b);
            return a;
        }));
    }

    /**
     * Without what the server says of itself, and with tags in alphabetical order, as the strict mode names a series.
     */
    private static <V> Map<String, V> bySeries(Map<String, V> all, BinaryOperator<V> merging) {
        Map<String, V> bySeries = new TreeMap<>();
        all.forEach((name, value) -> {
            if (!name.startsWith("statsd.")) {
                bySeries.merge(series(name), value, merging);
            }
        });
        return bySeries;
    }

    private static String series(String name) {
        String[] parts = name.split(";", -1);
        Map<String, String> tags = new TreeMap<>();
        for (String tag : List.of(parts).subList(1, parts.length)) {
            int equals = tag.indexOf('=');
            if (tag.isEmpty()) {
                continue; // what is between two semicolons
            }
            tags.put(equals < 0 ? tag : tag.substring(0, equals), equals < 0 ? "" : tag.substring(equals));
        }
        StringBuilder series = new StringBuilder(parts[0]);
        tags.forEach((key, value) -> series.append(';').append(key).append(value.equals("=") ? "" : value));
        return series.toString();
    }

    private static Map<String, Integer> timings(StatsdServer strict) {
        TreeMap<String, Integer> timings = new TreeMap<>();
        for (ReceivedMetric metric : strict.metrics()) {
            if (metric.type().equals("ms")) {
                timings.merge(metric.series(), 1, Integer::sum);
            }
        }
        return timings;
    }

    private static Map<String, Integer> timings(Journal journal) {
        TreeMap<String, Integer> timings = new TreeMap<>();
        journal.timers().forEach((name, values) -> timings.merge(series(name), values.size(), Integer::sum));
        return timings;
    }

    private static Set<String> refusedBy(StatsdServer strict) {
        return strict.badLines().stream().map(BadLine::line).collect(Collectors.toSet());
    }

    private static Set<String> refusedBy(StatsdProcess server) throws IOException {
        Set<String> lines = new HashSet<>();
        for (String logged : Files.readAllLines(server.log())) {
            Matcher bad = LOGGED.matcher(logged);
            if (bad.find()) {
                lines.add(bad.group(1));
            }
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"k:1|c|@+0.5", "k:1|c|@Infinity", "k:1|c|@ 0.1"})
    void lineEndsTheServerWhereItIsSaidTo(String line) throws IOException {
        try (StatsdServer strict = StatsdServer.builder().strict(true).start();
                StatsdProcess server = StatsdProcess.started(folder)) {
            sendAll(strict.port(), List.of(line));
            assertThat(strict.badLines())
                    .singleElement()
                    .satisfies(bad -> assertThat(bad.reason()).contains("ends statsd 0.9"));
            sendAll(server.port(), List.of(line));
            await().atMost(StatsdProcess.PATIENCE).until(() -> !server.isAlive());
        }
    }

    /** Lines that do not end this server. */
    private List<String> harmless(StatsdServer strict) throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < LINES) {
            lines.add(line());
        }
        sendAll(strict.port(), lines);
        Set<String> deadly = strict.badLines().stream()
                .filter(bad -> bad.reason().contains("ends statsd 0.9"))
                .map(BadLine::line)
                .collect(Collectors.toSet());
        lines.removeIf(line -> deadly.contains(line) || line.isEmpty());
        strict.clear();
        return lines;
    }

    private String line() {
        StringBuilder line = new StringBuilder(any(NAMES) + ":" + any(VALUES) + "|" + any(TYPES) + any(FIELDS));
        for (int mutations = Math.max(random.nextInt(6) - 3, 0); mutations > 0; mutations--) {
            int from = random.nextInt(line.length() + 1);
            int to = Math.min(line.length(), from + random.nextInt(2));
            line.replace(from, to, String.valueOf(ALPHABET.charAt(random.nextInt(ALPHABET.length()))));
        }
        return line.toString();
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static void sendAll(int port, List<String> lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(lines.stream()
                    .map(line -> line + "\n")
                    .collect(Collectors.joining())
                    .getBytes(UTF_8));
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }
}
