package io.sprockets.statsd.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.line.ParsedLine;
import io.sprockets.statsd.testing.line.Parser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the line: it is something, or bad with a reason, and the server lives on. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FuzzTest {
    private static final int LINES = 200_000;
    private static final String ALPHABET = ":|@#,;=[]{}_e.+-0159cgmshdTé \\\0\r";
    private static final List<String> PIECES = List.of(
            "_e{",
            "_sc|",
            "|c",
            "|@0.1",
            "|#",
            "a:b",
            ":",
            "|",
            "c:x",
            "card:low",
            "|T1",
            "-",
            "1e9",
            "NaN",
            "9".repeat(40));

    private final Random random = new Random(20_261_101);
    private final List<byte[]> seeds = new ArrayList<>();

    FuzzTest() {
        ProtocolCase.all().forEach(each -> seeds.add(each.bytes()));
    }

    @Test
    void line_isSomethingOrBadWithAReason() {
        int bad = 0;
        for (int i = 0; i < LINES; i++) {
            byte[] line = line();
            ParsedLine parsed = Parser.LENIENT.parse(line, 0, line.length);
            if (parsed instanceof ParsedLine.Bad reason) {
                assertThat(reason.reason()).isNotBlank();
                bad++;
            } else if (parsed instanceof ParsedLine.Metrics several) {
                assertThat(several.metrics()).isNotEmpty();
                for (ReceivedMetric metric : several.metrics()) {
                    assertThat(metric.line()).isEqualTo(new String(line, UTF_8));
                    assertThat(metric.value()).matches(value -> metric.type().equals("s") || Double.isFinite(value));
                    assertThat(metric.rate()).isPositive().isFinite();
                }
            }
        }
        assertThat(bad).isBetween(LINES / 10, LINES * 9 / 10); // both kinds are well covered
    }

    @Test
    void server_livesOnAndCountsEveryLine() throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        long expected = 0;
        for (int i = 0; i < LINES; i++) {
            byte[] line = line();
            stream.writeBytes(line);
            stream.write('\n');
            for (String part : new String(line, UTF_8).split("\n", -1)) {
                expected += part.isEmpty() || part.equals("\r") ? 0 : 1;
            }
        }
        try (StatsdServer server = StatsdServer.start()) {
            try (TestClient client = TestClient.tcp(server)) {
                client.send(stream.toByteArray(), 0, stream.size());
                client.halfClose();
                assertThat(client.read()).isEqualTo(-1);
            }
            assertThat(server.linesReceived()).isEqualTo(expected);
            assertThat(server.lines()).hasSize((int) expected);
            assertThat(server.badLines()).extracting(BadLine::reason).doesNotContain("");
        }
    }

    private byte[] line() {
        if (random.nextInt(4) == 0) {
            byte[] line = new byte[random.nextInt(40)];
            random.nextBytes(line);
            return line;
        }
        byte[] line = seeds.get(random.nextInt(seeds.size()));
        for (int mutations = random.nextInt(4); mutations > 0; mutations--) {
            int from = random.nextInt(line.length + 1);
            int to = Math.min(line.length, from + random.nextInt(3));
            line = spliced(line, from, to, piece());
        }
        return line;
    }

    private byte[] piece() {
        String piece = switch (random.nextInt(3)) {
            case 0 -> "";
            case 1 -> PIECES.get(random.nextInt(PIECES.size()));
            default -> String.valueOf(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        };
        return piece.getBytes(UTF_8);
    }

    private static byte[] spliced(byte[] line, int from, int to, byte[] piece) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream();
        spliced.write(line, 0, from);
        spliced.writeBytes(piece);
        spliced.write(line, to, line.length - to);
        return spliced.toByteArray();
    }
}
