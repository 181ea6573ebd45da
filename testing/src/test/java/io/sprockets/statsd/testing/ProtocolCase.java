package io.sprockets.statsd.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One row of protocol-cases.tsv.
 *
 * @param line as it is written there, with escapes
 * @param expected what the server named in {@code source} makes of it
 */
record ProtocolCase(String line, Map<String, Object> expected, String source) {

    static List<ProtocolCase> all() {
        try (InputStream in = ProtocolCase.class.getResourceAsStream("/protocol-cases.tsv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
                    .lines()
                    .filter(row -> !row.startsWith("#line"))
                    .map(ProtocolCase::of)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static ProtocolCase of(String row) {
        List<String> columns = List.of(row.split("\t", -1));
        return new ProtocolCase(columns.get(0), Json.object(columns.get(1)), columns.get(2));
    }

    /** The line as a client would send it. */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) != '\\') {
                bytes.writeBytes(line.substring(i, i + 1).getBytes(UTF_8));
                continue;
            }
            char escape = line.charAt(++i);
            switch (escape) {
                case 'n' -> bytes.write('\n');
                case 'r' -> bytes.write('\r');
                case 't' -> bytes.write('\t');
                case 'x' -> {
                    bytes.write(Integer.parseInt(line.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                default -> bytes.write(escape);
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return line + " (" + source + ")";
    }
}
