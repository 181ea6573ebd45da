package io.sprockets.statsd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide to migration calls ours compiles, and does what a call of ours does. */
class MigrateDocTest {
    private static final Pattern OURS = Pattern.compile("\\| `([^`]*)`[^|`]*\\|$");

    @Test
    void oursCompilesAndRuns(@TempDir Path folder) throws Exception {
        List<String> ours = ours();
        SourceTexts texts = new SourceTexts();
        ours.forEach(text -> add(texts, text));
        SourceTexts.Compiled compiled = texts.compile(folder);
        try (StatsdServer server = StatsdServer.start()) {
            StatsdConnector statsd = StatsdConnector.builder()
                    .host(server.host())
                    .port(server.port())
                    .dialect(Dialect.DOGSTATSD)
                    .build();
            int calls = 0;
            for (String text : ours) {
                calls += run(compiled, text, statsd);
            }
            statsd.start();
            statsd.close();
            assertThat(calls).isGreaterThan(30);
            assertThat(server.badLines()).isEmpty();
            assertThat(statsd.stats().dropped()).isEqualTo(statsd.stats().dropped(DropReason.UNSUPPORTED));
            Ledger.assertClosed(statsd, calls);
        }
    }

    /** Runs one piece; returns how many metrics it must have recorded. */
    private static int run(SourceTexts.Compiled compiled, String text, StatsdConnector statsd) throws Exception {
        if (isExpression(text)) {
            assertThat(compiled.run(text, statsd)).isNotNull();
            return 0;
        } else if (text.matches("connector\\.(start|stop|close)\\(.*")) {
            StatsdConnector other =
                    StatsdConnector.builder().host("127.0.0.1").enabled(false).build();
            compiled.run(text, other);
            return 0;
        }
        long before = recorded(statsd);
        for (int i = 0; i < 1_000_000 && recorded(statsd) == before; i++) {
            compiled.run(text, statsd);
        }
        assertThat(recorded(statsd)).as(text).isEqualTo(before + 1);
        return 1;
    }

    private static void add(SourceTexts texts, String text) {
        if (isExpression(text)) {
            texts.expression(text);
        } else {
            texts.statements(text);
        }
    }

    private static boolean isExpression(String text) {
        return text.startsWith("Statsd");
    }

    private static long recorded(StatsdConnector statsd) {
        ConnectorStats stats = statsd.stats();
        return stats.sent() + stats.pending() + stats.folded() + stats.dropped();
    }

    private static List<String> ours() throws IOException {
        List<String> ours = new ArrayList<>();
        try (Stream<String> lines = Files.lines(Path.of("..", "docs", "guides", "migrate.md"), UTF_8)) {
            lines.map(OURS::matcher).filter(Matcher::find).forEach(line -> ours.add(line.group(1)));
        }
        return ours;
    }
}
