package io.sprockets.statsd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.line.Fields;
import io.sprockets.statsd.line.Syntax;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of the protocol is true: its calls are compiled and run, and what comes is what it says. */
class ProtocolDocTest {
    private static final String MEASURED = "<ms>";
    private static final String NUMBER = "[0-9]+(\\.[0-9]+)?";
    private static final int MOST_TRIES = 10_000_000; // until a sampled call is recorded

    private static final StatsdConnector UNUSED =
            StatsdConnector.builder().enabled(false).build();

    private static ProtocolDoc doc;
    private static SourceTexts.Compiled compiled;

    @BeforeAll
    static void compile(@TempDir Path folder) throws IOException, ReflectiveOperationException {
        doc = ProtocolDoc.read();
        SourceTexts texts = new SourceTexts();
        for (ProtocolDoc.Table table : doc.tables()) {
            texts.expression(table.builder());
            table.rows().forEach(row -> texts.statements(row.call()));
        }
        compiled = texts.compile(folder);
    }

    static Stream<Arguments> tables() {
        return doc.tables().stream()
                .flatMap(table -> table.dialects().isEmpty()
                        ? Stream.of(Arguments.of(table, null))
                        : table.dialects().stream().map(dialect -> Arguments.of(table, dialect)));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void callsSendWhatThePageSays(ProtocolDoc.Table table, @Nullable Dialect dialect) throws Exception {
        try (StatsdServer server = StatsdServer.start()) {
            StatsdConnector statsd = started(table, dialect, server);
            for (ProtocolDoc.Row row : table.rows()) {
                record(statsd, row);
            }
            statsd.close();
            List<String> lines = server.lines();
            assertThat(lines).hasSize((int) server.linesReceived());
            assertThat(server.bytesReceived())
                    .isEqualTo(lines.stream()
                            .mapToLong(line -> line.getBytes(UTF_8).length + 1)
                            .sum());
            int next = 0;
            for (ProtocolDoc.Row row : table.rows()) {
                int end = Math.min(next + row.lines().size(), lines.size());
                assertSent(row, lines.subList(next, end));
                next = end;
            }
            assertThat(lines).hasSize(next);
            if (dialect != null) {
                assertMeant(table, new Meaning(dialect, server), lines);
            }
            Ledger.assertClosed(statsd, table.rows().size());
        }
    }

    private static StatsdConnector started(ProtocolDoc.Table table, @Nullable Dialect dialect, StatsdServer server)
            throws Exception {
        StatsdConnector.Builder builder = (StatsdConnector.Builder) compiled.run(table.builder(), UNUSED);
        builder.host(server.host()).port(server.port());
        StatsdConnector statsd = (dialect == null ? builder : builder.dialect(dialect)).build();
        statsd.start();
        return statsd;
    }

    /** Makes a call, until it is recorded if it is sampled. */
    private static void record(StatsdConnector statsd, ProtocolDoc.Row row) throws Exception {
        long before = recorded(statsd.stats());
        long dropped = row.dropped().isEmpty() ? 0 : statsd.stats().dropped(DropReason.valueOf(row.dropped()));
        for (int i = 0; i < MOST_TRIES && recorded(statsd.stats()) == before; i++) {
            compiled.run(row.call(), statsd);
        }
        assertThat(recorded(statsd.stats())).as(row.call()).isEqualTo(before + 1);
        if (!row.dropped().isEmpty()) {
            assertThat(statsd.stats().dropped(DropReason.valueOf(row.dropped())))
                    .as(row.call())
                    .isEqualTo(dropped + 1);
        }
    }

    private static long recorded(ConnectorStats stats) {
        return stats.sent() + stats.pending() + stats.folded() + stats.dropped();
    }

    private static void assertSent(ProtocolDoc.Row row, List<String> lines) {
        assertThat(lines).as(row.call()).hasSameSizeAs(row.lines());
        for (int i = 0; i < lines.size(); i++) {
            String expected = Stream.of(row.lines().get(i).split(MEASURED, -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(NUMBER));
            assertThat(lines.get(i)).as(row.call()).matches(expected);
        }
    }

    private static void assertMeant(ProtocolDoc.Table table, Meaning meaning, List<String> lines) {
        int next = 0;
        for (ProtocolDoc.Row row : table.rows()) {
            if (row.lines().isEmpty()) {
                continue;
            }
            String meant = meaning.of(lines.subList(next, next + row.lines().size()));
            next += row.lines().size();
            String expected = doc.meanings().get(row.call());
            assertThat(meant).as(row.call()).matches(Pattern.quote(expected).replace(MEASURED, "\\E" + NUMBER + "\\Q"));
        }
    }

    @Test
    void everyCallIsShownInEveryDialect() {
        EnumSet<Dialect> shown = EnumSet.noneOf(Dialect.class);
        for (ProtocolDoc.Table table : doc.tables()) {
            if (!table.dialects().isEmpty()) {
                assertThat(table.rows())
                        .extracting(ProtocolDoc.Row::call)
                        .containsExactlyElementsOf(doc.meanings().keySet());
                assertThat(table.dialects()).noneMatch(shown::contains);
                shown.addAll(table.dialects());
            }
        }
        assertThat(shown).containsExactly(Dialect.values());
        String calls = String.join("\n", doc.meanings().keySet());
        Stream.of(Statsd.class, Counter.class, Gauge.class, Timing.class, Histogram.class, MemberSet.class)
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .map(Method::getName)
                .filter(name -> !name.equals("noop") && !name.contains("$"))
                .forEach(name -> assertThat(calls).contains("." + name + "("));
    }

    @Test
    void theSpecificationAcceptsAllThatGoesToTheAgent() {
        List<String> lines = new ArrayList<>();
        for (ProtocolDoc.Table table : doc.tables()) {
            if (table.dialects().contains(Dialect.DOGSTATSD) || table.builder().contains("DOGSTATSD")) {
                table.rows().forEach(row -> lines.addAll(row.lines()));
            }
        }
        assertThat(lines)
                .hasSizeGreaterThan(doc.meanings().size())
                .allSatisfy(line -> assertThat(DogstatsdGrammar.version(line.replace(MEASURED, "0.5")))
                        .as(line)
                        .isNotEmpty());
    }

    @Test
    void thePolicyForNamesIsWhatIsDone() {
        assertThat(doc.cleaned()).hasSize(10);
        for (List<String> row : doc.cleaned()) {
            for (Dialect dialect : dialects(row.get(1))) {
                cleaning(row.get(0), dialect)
                        .forEach(clean -> assertThat(replaced(clean))
                                .as("%s in %s", row, dialect)
                                .isEqualTo(listed(row.get(2))));
            }
        }
    }

    private static Set<Dialect> dialects(String cell) {
        return switch (cell) {
            case "all" -> EnumSet.allOf(Dialect.class);
            case "all but `PLAIN`, `COLLECTD`" -> EnumSet.complementOf(EnumSet.of(Dialect.PLAIN, Dialect.COLLECTD));
            case "`PLAIN`, `COLLECTD`" -> EnumSet.of(Dialect.PLAIN, Dialect.COLLECTD);
            case "`DOGSTATSD`, `STATSD_EXPORTER`" -> EnumSet.of(Dialect.DOGSTATSD, Dialect.STATSD_EXPORTER);
            case "others" ->
                EnumSet.complementOf(
                        EnumSet.of(Dialect.PLAIN, Dialect.COLLECTD, Dialect.DOGSTATSD, Dialect.STATSD_EXPORTER));
            default -> EnumSet.of(Dialect.valueOf(cell.replace("`", "")));
        };
    }

    private static List<UnaryOperator<String>> cleaning(String text, Dialect dialect) {
        return switch (text) {
            case "name" ->
                List.of(
                        syntax(dialect, false).names(false)::cleaned,
                        syntax(dialect, true).names(true)::cleaned);
            case "key of a tag" -> List.of(syntax(dialect, false)::key);
            case "value of a tag" -> List.of(syntax(dialect, false)::value);
            case "key or value of a tag" -> List.of(syntax(dialect, false)::key, syntax(dialect, true)::value);
            case "member of a set, injected value" ->
                List.of(
                        syntax(dialect, true).values()::cleaned,
                        syntax(dialect, false).values()::cleaned);
            case "injected type" -> List.of(syntax(dialect, true).types()::cleaned);
            case "field of an event or check, name of a check" -> List.of(Fields::cleaned);
            case "title or text of an event" -> List.of(Fields::escaped);
            default -> throw new AssertionError(text);
        };
    }

    private static Syntax syntax(Dialect dialect, boolean sevenBit) {
        return Syntax.of(dialect, sevenBit, "");
    }

    private static Set<Character> listed(String cell) {
        return Stream.of(cell.replace("none", "")
                        .replace(" and the space", "SPACE")
                        .replace("`", "")
                        .split(" ", -1))
                .flatMap(word -> word.endsWith("SPACE") ? Stream.of(word.replace("SPACE", ""), " ") : Stream.of(word))
                .filter(word -> !word.isEmpty())
                .map(word -> word.charAt(0))
                .collect(Collectors.toSet());
    }

    /** Which printable characters of ASCII are replaced. */
    private static Set<Character> replaced(UnaryOperator<String> clean) {
        return IntStream.range(' ', 127)
                .mapToObj(c -> (char) c)
                .filter(c -> c != '_' && clean.apply("x" + c).equals("x_"))
                .collect(Collectors.toSet());
    }
}
